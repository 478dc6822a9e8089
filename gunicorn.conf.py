# Read by gunicorn itself where it is started from this folder.
logger_class = "mercat.config.serving.QuietLogger"
