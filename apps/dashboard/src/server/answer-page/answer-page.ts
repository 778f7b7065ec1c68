import type { LinkedQuestions } from '@specflow/workflow/schema'
import { escapeHtml } from '../escape-html.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { ANSWER_SCRIPT } from './answer-script.ts'
import { pageShell } from './page-shell.ts'

type Question = LinkedQuestions['questions'][number]

/**
 * The form of an answer link, complete in itself: whoever has only the link gets no other file of this server. It does nothing
 * without its script, and says so.
 */
export function answerPage({ projectName, questions, skill }: LinkedQuestions, nonce: string): string {
  const body = `<h1>${show(skill)} asks</h1>
<p class="quiet">Project ${show(projectName)}. This link answers once.</p>
<p class="note" id="without">This page needs JavaScript to send an answer. Turn it on for this page, or answer in SpecFlow.</p>
<form novalidate hidden>
${questions.map(questionBox).join('\n')}
<p><label for="message">Anything else? (optional)</label>
<textarea id="message" rows="3" maxlength="10000"></textarea></p>
<button type="submit">Send</button>
</form>
<p id="note" class="note" role="status"></p>
<script type="application/json" id="questions">${asData(questions)}</script>
<script nonce="${nonce}">${ANSWER_SCRIPT}</script>`
  return pageShell({ title: `${visibleText(skill)} asks`, body, nonce })
}

/** Which option is chosen is said by its number: its label may have characters that HTML does not keep. */
function questionBox({ header, multiSelect, options, question }: Question, index: number): string {
  const name = `q${String(index)}`
  const type = multiSelect ? 'checkbox' : 'radio'
  const choices = options.map(
    ({ description, label }, option) =>
      `<label class="choice"><input type="${type}" name="${name}" value="${String(option)}"><span>${show(label)}${
        description === undefined ? '' : `<span class="quiet">${show(description)}</span>`
      }</span></label>`,
  )
  const isOpen = options.length === 0
  const words = isOpen ? 'Your answer' : multiSelect ? 'And in your own words' : 'Or in your own words'
  return `<fieldset data-index="${String(index)}">
<legend>${header === undefined ? '' : `<span class="quiet">${show(header)}</span>`}${show(question)}</legend>
${choices.join('\n')}
<label for="${name}-words"${isOpen ? '' : ' class="quiet"'}>${words}</label>
<textarea id="${name}-words" rows="${isOpen ? '4' : '2'}" maxlength="10000"></textarea>
</fieldset>`
}

function show(text: string): string {
  return `<bdi>${escapeHtml(visibleText(text))}</bdi>`
}

/** JSON that no HTML parser takes for the end of its element. */
function asData(questions: readonly Question[]): string {
  const data = questions.map(({ id, multiSelect, options }) => ({
    id,
    multiSelect,
    labels: options.map(({ label }) => label),
  }))
  return JSON.stringify(data).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)
}
