// Bundles chosen in the browser go up one after the other; what came of each is kept on the page.
(function () {
  'use strict';
  const POLL = 1500;

  const pause = () => new Promise(done => setTimeout(done, POLL));

  async function job() {
    const answer = await fetch(location.href, {headers: {'X-Requested-With': 'yilu'}});
    return new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('job');
  }

  function tell(list, file, nodes) {
    const line = document.createElement('li');
    line.append(file.name, ...nodes);
    list.append(line);
  }

  async function bring(form, file, list) {
    const reason = form.elements.lastCopyReason?.value || '';
    const answer = await fetch(form.dataset.bundleUpload + '?lastCopyReason=' + encodeURIComponent(reason), {
      method: 'POST',
      body: file,
      headers: {...window.yilu.headers(), 'Content-Type': 'application/octet-stream'}
    });
    if (!answer.ok) {
      const problem = await answer.json().catch(() => ({}));
      tell(list, file, [' ' + (problem.detail || problem.title || answer.status)]);
      return;
    }
    let state = await job();
    while (state?.dataset.running === 'true') {
      await pause();
      state = await job();
    }
    tell(list, file, [...(state?.childNodes || [])]);
  }

  document.addEventListener('submit', async event => {
    const form = event.target.closest('[data-bundle-upload]');
    if (!form) {
      return;
    }
    event.preventDefault();
    const list = document.querySelector('[data-bundle-results]');
    const button = form.querySelector('button');
    button.disabled = true;
    for (const file of [...form.querySelector('[type=file]').files].sort((a, b) => a.name < b.name ? -1 : 1)) {
      await bring(form, file, list).catch(lost => tell(list, file, [' ' + lost.message]));
    }
    button.disabled = false;
    form.reset();
  });
})();
