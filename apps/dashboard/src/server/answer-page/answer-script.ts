/**
 * Runs in the page, as it stands here: it is in no bundle, because a phone that has only the link gets none. The code is taken from
 * the address, so that it is nowhere in the page.
 */
export const ANSWER_SCRIPT = `
'use strict';
(() => {
  const form = document.querySelector('form');
  const note = document.getElementById('note');
  const button = form.querySelector('button');
  const questions = JSON.parse(document.getElementById('questions').textContent);
  const boxes = [...form.querySelectorAll('fieldset')];
  // In place of a noscript, which says nothing where scripts are allowed and this one did not run.
  document.getElementById('without').remove();
  form.hidden = false;

  const read = (box) => {
    const { labels, multiSelect } = questions[Number(box.dataset.index)];
    const words = box.querySelector('textarea').value.trim();
    const chosen = [...box.querySelectorAll('input:checked')].map(({ value }) => labels[Number(value)]);
    const values = words === '' ? chosen : [...chosen, words];
    return multiSelect ? values : values.at(-1);
  };

  const say = (text) => { note.textContent = text; };

  // Own words take the place of the one choice, and a choice that of own words.
  for (const box of boxes) {
    if (questions[Number(box.dataset.index)].multiSelect) continue;
    const words = box.querySelector('textarea');
    const radios = [...box.querySelectorAll('input')];
    words.addEventListener('input', () => { if (words.value.trim() !== '') for (const radio of radios) radio.checked = false; });
    for (const radio of radios) radio.addEventListener('change', () => { words.value = ''; });
  }

  const send = async () => {
    const answers = {};
    for (const box of boxes) {
      const value = read(box);
      if (value === undefined || value.length === 0) {
        say('One question has no answer yet.');
        box.querySelector('input, textarea').focus();
        return;
      }
      answers[questions[Number(box.dataset.index)].id] = value;
    }
    const code = location.pathname.split('/').at(-1);
    const message = document.getElementById('message').value.trim();
    const body = JSON.stringify({ code, answers, ...(message !== '' && { message }) });
    button.disabled = true;
    say('Sending…');
    try {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch('/api/answer-link', { method: 'POST', headers, body });
      const answer = await response.json();
      if (response.ok) {
        form.remove();
        say('Sent. The agent goes on with your answer; this page can be closed.');
        return;
      }
      say('Not sent. ' + answer.error.message);
      if (response.status === 404) form.remove();
    } catch {
      say('It is not known whether this was sent: the server could not be reached. Try again; an answer is taken only once.');
    }
    button.disabled = false;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
})();
`
