// What only the township's pages do: choosing an item by keys, bringing scans, asking before a draft is deleted.
(function () {
  'use strict';
  const PARALLEL = 2;

  // --- the search box: arrows choose, Enter opens ------------------------------------------------------------------
  const options = () => [...document.querySelectorAll('#results [role=option]')];

  document.addEventListener('keydown', event => {
    if (event.isComposing || event.keyCode === 229) {
      return;
    }
    const box = event.target.closest?.('[data-search] input');
    const option = event.target.closest?.('#results [role=option]');
    if (!box && !option) {
      return;
    }
    const all = options();
    const at = option ? all.indexOf(option) : -1;
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      all[Math.min(at + 1, all.length - 1)]?.focus();
    } else if (event.key === 'ArrowUp') {
      event.preventDefault();
      at <= 0 ? document.getElementById('q').focus() : all[at - 1].focus();
    } else if (event.key === 'Enter' && box) {
      event.preventDefault();
      open(box);
    } else if (event.key === 'Escape' && option) {
      event.preventDefault();
      document.getElementById('q').select();
    }
  });

  // The results on the page may be those of the text before the last key: ask for this very text.
  async function open(box) {
    const answer = await fetch('/items?q=' + encodeURIComponent(box.value), {headers: {'HX-Request': 'true'}});
    if (!answer.ok || answer.redirected) {
      box.form.submit();
      return;
    }
    const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[role=option]');
    found ? location.assign(found.getAttribute('href')) : box.select();
  }

  // --- scans: chosen, dropped, on their way ------------------------------------------------------------------------
  const queue = [];
  let running = 0;

  function bring(row, files) {
    for (const file of files) {
      const line = document.createElement('li');
      const bar = document.createElement('progress');
      bar.max = 100;
      bar.value = 0;
      line.append(file.name + ' ', bar);
      row.querySelector('[data-uploads]').append(line);
      queue.push({seq: row.dataset.seq, address: row.dataset.upload, file, line, bar});
    }
    next();
  }

  function next() {
    while (running < PARALLEL && queue.length) {
      running++;
      send(queue.shift());
    }
    window.onbeforeunload = running + queue.length ? event => event.preventDefault() : null;
  }

  function send(job) {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('file', job.file);
    request.open('POST', job.address);
    Object.entries(window.yilu.headers()).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.setRequestHeader('HX-Request', 'true');
    request.upload.addEventListener('progress', event => {
      job.bar.value = event.lengthComputable ? event.loaded / event.total * 100 : 0;
    });
    request.addEventListener('loadend', () => {
      running--;
      finished(job, request);
      next();
    });
    request.send(body);
  }

  function finished(job, request) {
    if (request.status === 200) {
      job.line.remove();
      replace(job.seq, request.responseText);
      return;
    }
    if (request.status === 401) {
      window.yilu.signedOut();
    }
    const said = new DOMParser().parseFromString(request.responseText || '', 'text/html');
    const reason = [...said.querySelectorAll('.y-notice strong, .y-notice > span')].map(part => part.textContent).join(' ');
    job.line.className = 'is-failed';
    job.line.textContent = '✕ ' + (reason || job.file.name + (document.documentElement.lang.startsWith('en')
      ? ' was not stored; please try again' : ' 没有上传成功，请重试'));
  }

  /** Puts the answered row in place and keeps what is still on its way, and where the cursor was. */
  function replace(seq, html) {
    const row = document.getElementById('material-' + seq);
    const box = document.createElement('template');
    box.innerHTML = html.trim();
    const fresh = box.content.querySelector('[data-material]');
    if (!fresh) {
      return;
    }
    fresh.querySelector('[data-uploads]').append(...row.querySelector('[data-uploads]').childNodes);
    const focused = row.contains(document.activeElement);
    row.replaceWith(fresh);
    window.htmx?.process(fresh);
    if (focused) {
      fresh.querySelector('[data-scan]').focus();
    }
    missing();
  }

  document.addEventListener('change', event => {
    if (event.target.matches?.('[data-scan]')) {
      bring(event.target.closest('[data-material]'), [...event.target.files]);
      event.target.value = '';
    }
  });
  ['dragenter', 'dragover', 'dragleave', 'drop'].forEach(kind => document.addEventListener(kind, event => {
    const files = [...(event.dataTransfer?.types || [])].includes('Files');
    const row = event.target.closest?.('[data-material]');
    if (!files) {
      return;
    }
    event.preventDefault(); // beside a row too: the browser would leave the page for the file
    document.querySelectorAll('.t-material.is-over').forEach(other => other.classList.remove('is-over'));
    if (row && kind === 'drop') {
      bring(row, [...event.dataTransfer.files]);
    } else if (row && kind !== 'dragleave') {
      row.classList.add('is-over');
    }
  }));

  // --- what an id number tells is filled in and marked as such -----------------------------------------------------
  function mark(field) {
    const help = document.getElementById(field.getAttribute('aria-describedby') || '')
      || field.closest('.y-field')?.lastElementChild;
    const note = field.form?.dataset.known;
    if (help && note && !help.querySelector('.y-known')) {
      const line = document.createElement('p');
      line.className = 'y-known';
      line.textContent = note;
      help.append(line);
    }
  }

  document.addEventListener('focusout', event => {
    const field = event.target;
    if (!field.matches?.('[data-widget=id-card]') || !field.form?.dataset.known) {
      return;
    }
    const id = field.value.replace(/\s/g, '');
    if (!/^\d{17}[\dX]$/.test(id) || field.getAttribute('aria-invalid') === 'true') {
      return;
    }
    const stem = field.name.replace(/(applicantIdNumber|idNumber)$/, '');
    if (stem === field.name) {
      return;
    }
    const born = field.form.elements[stem + 'birthDate'];
    if (born && !born.value) {
      born.value = id.slice(6, 10) + '-' + id.slice(10, 12) + '-' + id.slice(12, 14);
      born.dispatchEvent(new Event('change', {bubbles: true}));
      mark(born);
    }
    const wanted = Number(id[16]) % 2 ? '男' : '女';
    const boxes = [...field.form.querySelectorAll('input[type=radio]')].filter(box => box.name === stem + 'gender');
    if (boxes.length && !boxes.some(box => box.checked)) {
      const box = boxes.find(one => one.value === wanted);
      if (box) {
        box.checked = true;
        box.dispatchEvent(new Event('change', {bubbles: true}));
        mark(box);
      }
    }
  });

  // --- what is missing, always in sight ----------------------------------------------------------------------------
  function missing() {
    const place = document.querySelector('[data-missing]');
    if (!place) {
      return;
    }
    const rows = [...document.querySelectorAll('[data-material][data-required]')].filter(row => !row.querySelector('[data-file]'));
    place.classList.toggle('is-some', rows.length > 0);
    place.classList.toggle('is-none', rows.length === 0);
    place.replaceChildren(rows.length ? place.dataset.some : place.dataset.none);
    rows.forEach(row => {
      const link = document.createElement('a');
      link.href = '#scan-' + row.dataset.seq;
      link.textContent = row.dataset.name;
      place.append(' ', link);
    });
  }
  document.addEventListener('click', event => {
    const jump = event.target.closest?.('a[href^="#scan-"]');
    const field = jump && document.getElementById(jump.hash.slice(1));
    if (field) {
      event.preventDefault();
      field.scrollIntoView({block: 'center'});
      field.focus();
    }
    const ask = event.target.closest?.('[data-ask]');
    if (ask) {
      document.querySelector(ask.dataset.ask).showModal();
    }
    if (event.target.closest?.('[data-close]')) {
      event.target.closest('dialog').close();
    }
  });
  document.addEventListener('htmx:afterSettle', missing);
  document.addEventListener('DOMContentLoaded', missing);
  if (document.readyState !== 'loading') {
    missing();
  }
})();
