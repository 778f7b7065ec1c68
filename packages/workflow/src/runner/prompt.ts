import { WorkflowError } from '../errors.ts'
import type { AnswerEntry, AnswerValues } from '../schema/index.ts'
import type { SkillDefinition } from '../skills/port.ts'
import type { AgentTask } from './port.ts'

const RESUME_OPENING =
  'Here are the answers to your questions. Lines that begin with "> " are quoted: the questions as you asked them, ' +
  'and what the person wrote. Go on with the task.'

const FOLLOW_UP_OPENING =
  'Here is a further message of the person whom you work for. Lines that begin with "> " are quoted: what they wrote. ' +
  'Do what it says, going on from where you are.'

/** Whatever some reader takes for one: behind it a text could pass for a line of ours. */
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/

/** What the agent is given on standard input. Never empty: throws `INVALID_INPUT` for a skill that has nothing to say. */
export function taskPrompt(task: AgentTask): string {
  switch (task.kind) {
    case 'first':
      return firstPrompt(task.skill, task.input)
    case 'resume':
      return resumePrompt(task.answer)
    case 'follow_up':
      return followUpPrompt(task.message)
  }
}

/**
 * `/name input` from the first character on, because only there the agent runs a skill; a skill that gives no
 * structured output that way comes as text. Blank lines around the input mean nothing and are left out, since a line
 * break right after the name would not belong to the arguments.
 */
export function firstPrompt(skill: SkillDefinition, input?: string): string {
  const text = withoutBlankEdges(input ?? '')
  if (skill.invocation === 'inline') return inlinePrompt(skill, text)
  return text === '' ? `/${skill.name}` : `/${skill.name} ${text}`
}

/**
 * One answered set. It opens with a sentence of ours, so that `/clear` as an answer stays an answer; every line of a
 * question or an answer is quoted, so that no text of a person can pass for a line of ours; a blank line ends each
 * quotation, since in Markdown the line right after one still belongs to it.
 */
export function resumePrompt(answer: AnswerEntry): string {
  const { questions, answers, message } = answer
  const parts = questions.map((question, index) => {
    const title = `Question ${String(index + 1)} of ${String(questions.length)}:`
    return `${title}\n${quote(question.question)}\n\n${answerText(answers, question.id)}`
  })
  if (message !== undefined) parts.push(`A message beside the answers:\n${quote(message)}`)
  return [RESUME_OPENING, ...parts].join('\n\n')
}

/** As with answers, the sentence of ours comes first and every line of the message is quoted. */
export function followUpPrompt(message: string): string {
  return [FOLLOW_UP_OPENING, quote(message)].join('\n\n')
}

/** The agent puts the input where `$ARGUMENTS` stands, or at the end; a skill that comes as text reads the same. */
function inlinePrompt(skill: SkillDefinition, input: string): string {
  const opening = `Follow the instructions of the skill "${skill.name}":`
  const body = withoutBlankEdges(skill.body ?? '')
  if (body.trim() === '' && input.trim() === '') {
    throw new WorkflowError('INVALID_INPUT', `The skill "${skill.name}" has no text and was given no input.`)
  }
  if (body.includes('$ARGUMENTS')) return `${opening}\n\n${body.replaceAll('$ARGUMENTS', () => input)}`
  return [opening, body, input === '' ? '' : `ARGUMENTS: ${input}`].filter((part) => part !== '').join('\n\n')
}

function answerText(answers: AnswerValues, questionId: string): string {
  const value = Object.hasOwn(answers, questionId) ? answers[questionId] : undefined
  if (value === undefined) return 'Answer: none was given.'
  if (typeof value === 'string') return `Answer:\n${quote(value)}`
  if (value.length === 0) return 'Answer: none of the options.'
  const items = value.map(
    (item, index) => `Answer ${String(index + 1)} of ${String(value.length)}:\n${quote(item)}`,
  )
  return items.join('\n\n')
}

function quote(text: string): string {
  return text
    .split(LINE_BREAK)
    .map((line) => `> ${line}`)
    .join('\n')
}

function withoutBlankEdges(text: string): string {
  return text.replace(/^\s*\n/, '').trimEnd()
}
