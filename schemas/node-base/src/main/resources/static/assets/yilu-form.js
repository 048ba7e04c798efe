// Forms as a window clerk fills them in: keys, grouping, rows, drafts. A form says what it wants by attributes:
// data-form (keys and checks), data-accept (Ctrl+Enter submits it), data-autosave="address" (drafts).
(function () {
  'use strict';
  const checks = window.yiluChecks;
  const SAVE_AFTER = 800;
  const RETRY_AFTER = 5000;

  // --- what the field looks like while one types ---------------------------------------------------------------

  function inGroups(text) {
    return checks.tidy(text).toUpperCase().replace(/-/g, '').replace(/(.{4})(?=.)/g, '$1 ');
  }

  function asDate(text) {
    const digits = checks.tidy(text).replace(/\D/g, '').slice(0, 8);
    return digits.length > 6 ? digits.slice(0, 4) + '-' + digits.slice(4, 6) + '-' + digits.slice(6)
      : digits.length > 4 ? digits.slice(0, 4) + '-' + digits.slice(4) : digits;
  }

  const shapes = {'id-card': inGroups, 'credit-code': inGroups, date: asDate};

  /** Reshapes the text and leaves the cursor behind the same character. */
  function reshape(field) {
    const shape = shapes[field.dataset.widget];
    if (!shape) {
      return;
    }
    const before = field.value;
    const after = shape(before);
    if (after === before) {
      return;
    }
    const significant = text => text.replace(/[\s-]/g, '').length;
    const caret = significant(before.slice(0, field.selectionStart ?? before.length));
    field.value = after;
    let at = 0;
    for (let seen = 0; at < after.length && seen < caret; at++) {
      seen += /[\s-]/.test(after[at]) ? 0 : 1;
    }
    if (document.activeElement === field) {
      field.setSelectionRange(at, at);
    }
  }

  function showCapitals(field) {
    const place = field.closest('.y-field')?.querySelector('[data-capitals]');
    if (place && field.dataset.widget === 'money') {
      place.textContent = checks.capitals(field.value, field.dataset.unit || '');
    }
  }

  function check(field) {
    const message = checks.problem(field);
    const box = field.closest('.y-field');
    const place = box?.querySelector('[data-error]');
    if (!message && !field.value.trim() && !box?.dataset.typed) {
      return true; // what the server said about an empty field stands until it is filled in
    }
    if (place) {
      box.dataset.typed = 'true';
      place.textContent = message || '';
      place.hidden = !message;
      box.classList.toggle('is-wrong', Boolean(message));
      message ? field.setAttribute('aria-invalid', 'true') : field.removeAttribute('aria-invalid');
    }
    return !message;
  }

  function dress(root) {
    root.querySelectorAll('[data-widget]').forEach(field => {
      reshape(field);
      showCapitals(field);
    });
  }

  // --- keys ------------------------------------------------------------------------------------------------------

  function stops(form) {
    const seen = new Set();
    return [...form.querySelectorAll('input, select, textarea, button')].filter(element => {
      if (element.disabled || element.type === 'hidden' || element.offsetParent === null || element.tabIndex < 0
        || element.matches('[data-remove-row]')) {
        return false;
      }
      if (element.type === 'radio') { // one stop a group: arrows move inside it
        if (seen.has(element.name)) {
          return false;
        }
        seen.add(element.name);
      }
      return true;
    });
  }

  function moveOn(form, from) {
    const all = stops(form);
    let at = all.indexOf(from);
    if (at < 0 && from.type === 'radio') {
      at = all.findIndex(element => element.name === from.name);
    }
    let next = all[at + 1];
    if (next?.type === 'radio') {
      next = form.querySelector('input[type=radio][name="' + CSS.escape(next.name) + '"]:checked') || next;
    }
    if (next) {
      next.focus();
      next.select?.();
    }
  }

  document.addEventListener('keydown', event => {
    if (event.isComposing || event.keyCode === 229) { // Enter and Esc belong to the input method while it composes
      return;
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest?.('form[data-accept]') || document.querySelector('form[data-accept]');
      if (form) {
        event.preventDefault();
        form.requestSubmit(form.querySelector('[data-accept-button]') || undefined);
      }
      return;
    }
    const form = event.target.closest?.('form[data-form]');
    if (event.key === 'Enter' && form && !event.shiftKey && !event.altKey
      && event.target.matches('input:not([type=submit]):not([type=button]):not([type=file]), select')) {
      event.preventDefault();
      moveOn(form, event.target);
    }
    if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) {
      const back = document.querySelector('[data-escape]');
      if (back) {
        event.preventDefault();
        saveAll().finally(() => back.click());
      }
    }
  });

  // --- events of fields ------------------------------------------------------------------------------------------

  document.addEventListener('input', event => {
    const field = event.target;
    if (!event.isComposing && field.matches?.('[data-widget]')) {
      reshape(field);
      showCapitals(field);
      if (field.getAttribute('aria-invalid') === 'true') {
        check(field);
      }
    }
    saveSoon(field.form);
  });
  document.addEventListener('compositionend', event => {
    if (event.target.matches?.('[data-widget]')) {
      reshape(event.target);
      showCapitals(event.target);
    }
  });
  document.addEventListener('focusout', event => {
    if (event.target.matches?.('[data-widget]')) {
      check(event.target);
    }
  });
  document.addEventListener('change', event => saveSoon(event.target.form));

  // --- submitting: not with what is plainly wrong, and not twice ---------------------------------------------------

  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.matches('[data-form][data-accept]')) {
      const wrong = [...form.querySelectorAll('[data-widget]')].filter(field => !check(field));
      if (wrong.length) {
        event.preventDefault();
        event.stopImmediatePropagation();
        wrong[0].focus();
        return;
      }
    }
    if (form.dataset.busy) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (form.method === 'post' || form.matches('[hx-post]')) {
      form.dataset.busy = 'true';
      clearTimeout(waiting.get(form)); // a draft saved after its acceptance would come back to life
      waiting.delete(form);
      form.querySelectorAll('button:not([type=button])').forEach(button => button.classList.add('is-busy'));
    }
  }, true);
  function free(form) {
    delete form.dataset.busy;
    form.querySelectorAll('.is-busy').forEach(button => button.classList.remove('is-busy'));
  }
  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-busy]').forEach(free));
  document.addEventListener('htmx:afterRequest', event => {
    const form = event.target.closest?.('form');
    if (form) {
      free(form);
    }
  });

  // --- rows of tables -----------------------------------------------------------------------------------------------

  function renumber(table) {
    table.querySelectorAll('[data-row]').forEach((row, at) => {
      const number = row.querySelector('[data-row-number]');
      number.textContent = at + 1;
      row.setAttribute('aria-label', row.getAttribute('aria-label').replace(/[\d,]+/, at + 1));
      row.querySelectorAll('[name], [id], [for], [aria-describedby], [aria-labelledby]').forEach(element => {
        ['name', 'id', 'for', 'aria-describedby', 'aria-labelledby'].forEach(attribute => {
          const value = element.getAttribute(attribute);
          if (value) {
            element.setAttribute(attribute, attribute === 'name'
              ? value.replace(/\[\d+]/, '[' + at + ']')
              : value.replace(/^(f-[A-Za-z][A-Za-z0-9]*)-\d+-/, '$1-' + at + '-'));
          }
        });
      });
    });
  }

  document.addEventListener('click', event => {
    const add = event.target.closest?.('[data-add-row]');
    const remove = event.target.closest?.('[data-remove-row]');
    const table = event.target.closest?.('[data-table]');
    if (add) {
      const rows = table.querySelector('[data-rows]');
      rows.append(table.querySelector('[data-row-template]').content.cloneNode(true));
      renumber(table);
      rows.lastElementChild.querySelector('input, select, textarea')?.focus();
    } else if (remove) {
      const row = remove.closest('[data-row]');
      const filled = [...row.querySelectorAll('input:not([type=radio]):not([type=checkbox]), select, textarea')].some(field => field.value.trim())
        || row.querySelector(':checked:not(option)');
      if (filled && !row.classList.contains('is-asking')) {
        row.classList.add('is-asking');
        remove.dataset.label = remove.textContent;
        remove.textContent = table.dataset.confirm;
        remove.addEventListener('blur', () => {
          row.classList.remove('is-asking');
          remove.textContent = remove.dataset.label;
        }, {once: true});
        return;
      }
      const form = row.closest('form');
      const beside = row.previousElementSibling || row.nextElementSibling;
      row.remove();
      renumber(table);
      (beside?.querySelector('input, select, textarea') || table.querySelector('[data-add-row]')).focus();
      saveSoon(form);
    }
  });

  // --- drafts -----------------------------------------------------------------------------------------------------------

  const waiting = new Map();

  function state(text) {
    const place = document.querySelector('[data-autosave-state]');
    if (place) {
      place.textContent = text;
    }
  }

  function saveSoon(form) {
    if (form?.dataset?.autosave && !form.dataset.busy) {
      clearTimeout(waiting.get(form));
      waiting.set(form, setTimeout(() => save(form), SAVE_AFTER));
    }
  }

  async function save(form) {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string' && name !== '_csrf') {
        body.append(name, value);
      }
    }
    try {
      const answer = await fetch(form.dataset.autosave, {method: 'POST', body, keepalive: body.toString().length < 60000, headers: window.yilu.headers()});
      if (answer.status === 401 || answer.redirected) {
        window.yilu.signedOut();
      } else if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      if (answer.ok && !answer.redirected) {
        window.yilu.signedIn();
        const time = new Date().toLocaleTimeString('zh-CN', {hour12: false});
        state(checks.say('草稿已保存 ' + time, 'Draft saved ' + time));
      }
    } catch (failure) {
      state(checks.say('草稿还没有保存，正在重试…', 'The draft is not saved yet, trying again…'));
      if (!waiting.has(form)) {
        waiting.set(form, setTimeout(() => save(form), RETRY_AFTER));
      }
    }
  }

  function saveAll() {
    return Promise.all([...waiting.keys()].map(save));
  }
  document.addEventListener('visibilitychange', () => document.hidden && saveAll());

  // --- beginning -----------------------------------------------------------------------------------------------------------

  function begin(root) {
    dress(root);
    const problems = root.querySelector?.('[data-problems]');
    if (problems) {
      problems.focus();
    } else if (root === document && document.activeElement === document.body && !document.querySelector('[autofocus]:not(dialog *)')) {
      const form = document.querySelector('form[data-form]');
      const first = form && stops(form).find(element => !element.value && element.matches('input, select, textarea'));
      first?.focus({preventScroll: true});
    }
  }
  document.addEventListener('DOMContentLoaded', () => begin(document));
  document.addEventListener('htmx:load', event => begin(event.detail.elt));
  document.addEventListener('click', event => { // an entry of the list of problems puts the cursor into its field
    const entry = event.target.closest?.('[data-problems] a');
    const field = entry && document.getElementById(entry.hash.slice(1));
    if (field) {
      event.preventDefault();
      field.scrollIntoView({block: 'center'});
      field.focus();
    }
  });
})();
