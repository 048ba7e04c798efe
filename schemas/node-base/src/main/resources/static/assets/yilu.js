// What every page does: tokens for htmx, notices, live updates, type size. No page needs it to be read.
(function () {
  'use strict';
  const AGAIN_AFTER = 5000;
  const notices = () => document.getElementById('notices');

  function csrf() {
    const cookie = document.cookie.split('; ').find(part => part.startsWith('XSRF-TOKEN='));
    return cookie ? decodeURIComponent(cookie.slice('XSRF-TOKEN='.length)) : '';
  }

  function note(text, link, target) {
    const box = document.createElement('div');
    box.className = 'y-note';
    box.dataset.signedOutNote = target ? 'true' : '';
    box.append(text + ' ');
    if (link) {
      const anchor = document.createElement('a');
      Object.assign(anchor, {href: target, target: '_blank', rel: 'opener', textContent: link});
      box.append(anchor);
    }
    notices().replaceChildren(box);
  }

  window.yilu = {
    /** Headers of a request that a page makes itself. */
    headers: () => ({'X-XSRF-TOKEN': csrf(), 'X-Requested-With': 'yilu'}),
    /** The session is over: the page stays as it is, signing in happens beside it. */
    signedOut() {
      note(notices().dataset.signedOut, notices().dataset.signIn, document.body.dataset.signIn);
    },
    /** A request went through: the notice above has done its work. */
    signedIn() {
      notices().querySelector('[data-signed-out-note=true]')?.remove();
    },
    note,
  };

  // --- htmx --------------------------------------------------------------------------------------------------------
  function isOfItself(request) {
    const cause = request.triggeringEvent?.type || '';
    return cause.startsWith('sse:') || cause === 'load' || cause === 'revealed' || cause === '';
  }
  document.addEventListener('htmx:configRequest', event => {
    event.detail.headers['X-XSRF-TOKEN'] = csrf();
    if (isOfItself(event.detail)) {
      event.detail.headers['X-Yilu-Background'] = '1'; // does not keep an idle user signed in
    }
  });
  document.addEventListener('htmx:beforeOnLoad', event => {
    const request = event.detail.xhr;
    if (request.status === 401 && document.querySelector('form[data-autosave], form[data-form]')) {
      event.preventDefault(); // leaving the page would lose what was typed
      window.yilu.signedOut();
    }
  });
  document.addEventListener('htmx:beforeSwap', event => {
    const request = event.detail.xhr;
    if (request.status >= 400 && request.getResponseHeader('HX-Retarget')) {
      event.detail.shouldSwap = true; // the notice that says what went wrong
      event.detail.isError = false;
    }
  });
  document.addEventListener('htmx:sendError', () => note(notices().dataset.lost));
  document.addEventListener('htmx:afterSwap', event => {
    if (event.detail.target?.id === 'notices') {
      event.detail.target.querySelector('[tabindex]')?.focus();
    }
  });

  // A part that is fetched again by itself does not draw the focus, and what had it in the old part has it in the new one.
  let focused = document.body;
  document.addEventListener('htmx:beforeSwap', () => {
    focused = document.activeElement;
  });
  document.addEventListener('htmx:afterSwap', event => {
    if (!isOfItself(event.detail.requestConfig)) {
      return;
    }
    event.target.querySelectorAll('[autofocus]').forEach(element => element.removeAttribute('autofocus'));
    if (!focused.isConnected && focused.matches('a[href]')) {
      [...event.target.querySelectorAll('a[href]')].find(link => link.href === focused.href)?.focus({preventScroll: true});
    }
  });

  // --- live updates: one stream a page, closed while nobody looks at it --------------------------------------------
  let stream = null;
  let again = null;
  const owed = new Map(); // id of a part that was being fetched when the word came, to the word

  /** A part that is replaced takes the words that came meanwhile with it, and the new one hears none before it has settled. */
  const isBeingFetched = element => ['htmx-request', 'htmx-swapping', 'htmx-added', 'htmx-settling']
    .some(state => element.classList.contains(state));

  function hear(element, word) {
    if (element.id && isBeingFetched(element)) {
      owed.set(element.id, word);
    } else {
      element.dispatchEvent(new CustomEvent(word, {bubbles: false}));
    }
  }

  function tell(topic) {
    const name = 'sse:' + topic;
    document.querySelectorAll('[hx-trigger*="sse:"]').forEach(element => {
      const wanted = element.getAttribute('hx-trigger').split(',').map(part => part.trim().split(/\s/)[0]);
      wanted.filter(want => want === name || (topic === '*' && want.startsWith('sse:')))
        .forEach(want => hear(element, want));
    });
  }

  function tellOwed() {
    [...owed].forEach(([id, word]) => {
      const element = document.getElementById(id);
      if (!element || !isBeingFetched(element)) {
        owed.delete(id);
        element?.dispatchEvent(new CustomEvent(word, {bubbles: false}));
      }
    });
  }
  document.addEventListener('htmx:afterSettle', tellOwed);
  document.addEventListener('htmx:afterRequest', tellOwed);

  function listen() {
    const address = document.body.dataset.live;
    if (!address || stream || document.hidden || !document.querySelector('[hx-trigger*="sse:"]')) {
      return;
    }
    stream = new EventSource(address);
    stream.addEventListener('open', () => tell('*')); // something may have changed since the page was made or last listened
    stream.addEventListener('changed', event => event.data.split(',').forEach(tell));
    stream.addEventListener('error', () => {
      if (stream?.readyState === EventSource.CLOSED) {
        stop();
        clearTimeout(again);
        again = setTimeout(() => {
          tell('*'); // too many pages listen, or the node restarts: look by oneself
          listen();
        }, AGAIN_AFTER * 2);
      }
    });
  }

  function stop() {
    stream?.close();
    stream = null;
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? stop() : listen()));
  window.addEventListener('pagehide', stop);
  window.addEventListener('pageshow', listen);
  document.addEventListener('htmx:load', listen);

  // --- small things ---------------------------------------------------------------------------------------------------
  document.addEventListener('click', event => {
    const target = event.target.closest?.('[data-large-type], [data-back], [data-dismiss], [data-print]');
    if (!target) {
      return;
    }
    if (target.matches('[data-large-type]')) {
      const large = document.documentElement.classList.toggle('large-type');
      document.cookie = 'yilu-type=' + (large ? 'large' : 'plain') + '; path=/; max-age=31536000; samesite=lax';
    } else if (target.matches('[data-back]')) {
      history.length > 1 ? history.back() : location.assign('/');
    } else if (target.matches('[data-dismiss]')) {
      target.closest('.y-notice, .y-note').remove();
    } else {
      window.print();
    }
  });
})();
