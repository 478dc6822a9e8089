"""What an organisation publishes of its register, as files that programs and websites take."""
