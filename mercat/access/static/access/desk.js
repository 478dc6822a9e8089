/* Says what this browser can do, and tries which tools answer. Old browsers run it too, so it is
   written as scripts were in 2009. Nothing is sent from here: the form below sends, when pressed. */
(function () {
  'use strict';

  function all (selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  }

  /* What the browser can do */

  var canvas = document.querySelector('[data-probes]');
  var said = canvas && canvas.getAttribute.bind(canvas);

  function answer (key, works, words) {
    var row = document.querySelector('[data-probe="' + key + '"]');
    if (!row) return;
    row.textContent = words || said(works ? 'data-yes' : 'data-no');
  }

  function plays () {
    var film = document.createElement('video');
    return !!film.canPlayType && film.canPlayType('video/mp4; codecs="avc1.42E01E"') !== '';
  }

  if (canvas) {
    answer('script', true);
    answer('secure', location.protocol === 'https:' || window.isSecureContext === true);
    answer('cookies', navigator.cookieEnabled === true);
    answer('video', plays());
    answer('socket', 'WebSocket' in window);
    answer('clipboard', !!(navigator.clipboard && navigator.clipboard.writeText));
    answer('screen', true, screen.width + ' × ' + screen.height);
    answer('zoom', true, Math.round((window.devicePixelRatio || 1) * 100) + ' %');
  }

  /* Which tools answer */

  var LIMIT = 8000;
  var panel = document.querySelector('[data-try]');
  if (!panel || !window.Promise) return;

  var begin = panel.querySelector('[data-begin]');
  var cancel = panel.querySelector('[data-cancel]');
  var bar = panel.querySelector('progress');
  var news = panel.querySelector('[data-news]');
  var tools = all('[data-pictures]');
  var sentElsewhere = {};
  var running = 0;

  panel.hidden = false;
  all('[data-without-script]').forEach(function (each) { each.hidden = true; });

  document.addEventListener('securitypolicyviolation', function (event) {
    /* A tool that sends us to a host which is not on the list is no answer of the tool. */
    var origin = /^https?:\/\/[^/]+/.exec(event.blockedURI || '');
    if (origin) sentElsewhere[origin[0]] = true;
  });

  function origin (address) {
    return /^https?:\/\/[^/]+/.exec(address)[0];
  }

  function fresh (address) {
    return address + (address.indexOf('?') < 0 ? '?' : '&') + 'mercat=' + Math.random().toString(36).slice(2);
  }

  /* Whether a picture comes: "shown", "refused" or "silent" when the time is over. */
  function picture (address) {
    return new Promise(function (resolve) {
      var image = new Image();
      var clock = setTimeout(function () { end('silent'); image.src = ''; }, LIMIT);
      function end (outcome) { clearTimeout(clock); image.onload = image.onerror = null; resolve(outcome); }
      image.referrerPolicy = 'no-referrer';
      image.onload = function () { end(image.naturalWidth > 1 && image.naturalHeight > 1 ? 'shown' : 'refused'); };
      image.onerror = function () { end('refused'); };
      image.src = fresh(address);
    });
  }

  /* Whether anything answers at all. It says nothing of who: a filter's page answers, too. */
  function anything (address) {
    if (!window.fetch || !window.AbortController) return Promise.resolve('unknown');
    var stop = new AbortController();
    var late = false;
    var clock = setTimeout(function () { late = true; stop.abort(); }, LIMIT);
    return fetch(fresh(address), {
      mode: 'no-cors', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', signal: stop.signal
    }).then(function () { clearTimeout(clock); return 'answered'; }, function () {
      clearTimeout(clock);
      return late ? 'silent' : 'closed';
    });
  }

  /* A filter that answers every picture with one of its own answers one that is not there, too. */
  function invented (address) {
    return origin(address) + '/mercat-' + Math.random().toString(36).slice(2) + '.png';
  }

  function first (addresses) {
    return addresses.reduce(function (before, address) {
      return before.then(function (found) {
        return found === 'shown' ? found : picture(address).then(function (outcome) {
          if (outcome !== 'shown') return outcome;
          return picture(invented(address)).then(function (other) { return other === 'shown' ? 'replaced' : 'shown'; });
        });
      });
    }, Promise.resolve(''));
  }

  function look (addresses) {
    return first(addresses).then(function (found) {
      if (found === 'shown') return ['reachable', 'shown'];
      if (found === 'replaced') return ['unsure', 'replaced'];
      return anything(addresses[0]).then(function (heard) {
        if (sentElsewhere[origin(addresses[0])]) return ['blocked', 'elsewhere'];
        if (heard === 'answered') return ['unsure', 'answered'];
        if (heard === 'unknown') return ['unsure', 'unknown'];
        return ['blocked', heard];
      });
    });
  }

  function show (tool, outcome, why) {
    var radio = tool.querySelector('input[value="' + outcome + '"]');
    if (radio) radio.checked = true;
    tool.querySelector('[data-said]').textContent = panel.getAttribute('data-' + why) || '';
  }

  function finish (mine, words) {
    if (mine !== running) return;
    running = 0;
    begin.parentNode.hidden = false;
    cancel.parentNode.hidden = true;
    bar.hidden = true;
    news.textContent = panel.getAttribute('data-' + words);
  }

  function work (mine, queue, results) {
    if (mine !== running || !queue.length) return Promise.resolve();
    var tool = queue.shift();
    return look(tool.getAttribute('data-pictures').split(' ')).then(function (found) {
      if (mine !== running) return;
      results.push([tool, found[0], found[1]]);
      show(tool, found[0], found[1]);
      bar.value = results.length;
      news.textContent = panel.getAttribute('data-progress').replace('{done}', results.length).replace('{all}', tools.length);
      return work(mine, queue, results);
    });
  }

  begin.addEventListener('click', function () {
    var mine = running = Date.now();
    var queue = tools.slice();
    var results = [];
    begin.parentNode.hidden = true;
    cancel.parentNode.hidden = false;
    bar.hidden = false;
    bar.max = tools.length;
    bar.value = 0;
    news.textContent = panel.getAttribute('data-begun');
    Promise.all([1, 2, 3].map(function () { return work(mine, queue, results); })).then(function () {
      if (mine !== running) return;
      /* Without any connection nothing can be said of any tool. */
      return picture(panel.getAttribute('data-own')).then(function (own) {
        if (own !== 'shown' && mine === running) {
          results.forEach(function (each) { show(each[0], 'unsure', 'offline'); });
        }
        finish(mine, 'done');
      });
    });
  });

  cancel.addEventListener('click', function () { finish(running, 'cancelled'); });
})();
