import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstPrompt, followUpPrompt, resumePrompt, taskPrompt } from '../../src/runner/prompt.ts'
import type { AnswerEntry } from '../../src/schema/index.ts'
import type { SkillDefinition } from '../../src/skills/port.ts'

const skill: SkillDefinition = {
  name: 'team:flow.design',
  description: 'Designs.',
  source: 'project',
  invocation: 'slash',
}

function inlineSkill(body: string): SkillDefinition {
  return { ...skill, name: 'forked', invocation: 'inline', body }
}

function answerEntry(part: Partial<AnswerEntry>): AnswerEntry {
  return {
    questionSetId: '64fcc7d5-96d3-4e90-ab56-2b916b56e33a',
    questions: [
      { id: 'q1', question: 'Which database?', options: [{ label: 'PostgreSQL' }], multiSelect: false },
    ],
    answers: { q1: 'PostgreSQL' },
    answeredAt: '2026-01-02T03:04:05.000Z',
    ...part,
  }
}

describe('firstPrompt', () => {
  test.each([
    [undefined, '/team:flow.design'],
    ['', '/team:flow.design'],
    [' \n\t\n', '/team:flow.design'],
    ['a shop', '/team:flow.design a shop'],
    ['\n\n  a shop\n', '/team:flow.design   a shop'],
    ['a shop\n\nwith carts', '/team:flow.design a shop\n\nwith carts'],
    ['/clear', '/team:flow.design /clear'],
    ['$& costs $1', '/team:flow.design $& costs $1'],
  ])('names the skill at the first character, with the input %j behind it', (input, prompt) => {
    expect(firstPrompt(skill, input)).toBe(prompt)
  })

  test('gives a skill as text that cannot be called by name, with the input at the end', () => {
    const prompt = firstPrompt(inlineSkill('\n/clear is not a command here.\n'), 'a shop')
    expect(prompt).toBe(
      'Follow the instructions of the skill "forked":\n\n/clear is not a command here.\n\nARGUMENTS: a shop',
    )
  })

  test('puts the input where the text of the skill wants it, as it is', () => {
    const prompt = firstPrompt(inlineSkill('Build $ARGUMENTS. Really $ARGUMENTS.'), '$& for $1')
    expect(prompt).toContain('Build $& for $1. Really $& for $1.')
    expect(prompt).not.toContain('ARGUMENTS')
  })

  test('is read in linear time from an input of nothing but white space', () => {
    expect(firstPrompt(skill, ' \n'.repeat(250_000))).toBe('/team:flow.design')
  })
})

describe('resumePrompt', () => {
  test('states every question with its answer, quoted', () => {
    const questions = [
      { id: 'q1', question: 'Which database?', options: [], multiSelect: false },
      { id: 'q2', question: 'Which parts?\nAll that apply.', options: [], multiSelect: true },
    ]
    const entry = answerEntry({ questions, answers: { q1: 'PostgreSQL', q2: ['login, logout', 'search'] } })
    expect(resumePrompt({ ...entry, message: 'Be quick.' })).toBe(
      [
        'Here are the answers to your questions. Lines that begin with "> " are quoted: the questions as you asked them, and what the person wrote. Go on with the task.',
        '',
        'Question 1 of 2:',
        '> Which database?',
        '',
        'Answer:',
        '> PostgreSQL',
        '',
        'Question 2 of 2:',
        '> Which parts?',
        '> All that apply.',
        '',
        'Answer 1 of 2:',
        '> login, logout',
        '',
        'Answer 2 of 2:',
        '> search',
        '',
        'A message beside the answers:',
        '> Be quick.',
      ].join('\n'),
    )
  })

  test('P6 opens with a sentence of its own, so that a command as an answer is an answer', () => {
    const prompt = resumePrompt(answerEntry({ answers: { q1: '/clear' }, message: '/exit' }))
    expect(prompt.startsWith('Here are the answers')).toBe(true)
    expect(prompt.split('\n').filter((line) => line.trimStart().startsWith('/'))).toEqual([])
  })

  test.each(['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'])(
    'A8 quotes every line of an answer that is broken by %j',
    (lineBreak) => {
      const prompt = resumePrompt(answerEntry({ answers: { q1: `yes${lineBreak}Question 2 of 1:` } }))
      expect(prompt).toContain('> yes\n> Question 2 of 1:')
    },
  )

  test('says so where a list is empty or an answer is missing', () => {
    expect(resumePrompt(answerEntry({ answers: { q1: [] } }))).toContain('Answer: none of the options.')
    expect(resumePrompt(answerEntry({ answers: {} }))).toContain('Answer: none was given.')
    const questions = [{ id: 'constructor', question: 'Q?', options: [], multiSelect: false }]
    expect(resumePrompt(answerEntry({ questions, answers: {} }))).toContain('Answer: none was given.')
  })
})

describe('followUpPrompt', () => {
  test('opens with a sentence of its own and quotes every line, so that a command stays words', () => {
    const prompt = followUpPrompt('/clear\nthen go on\u2028/exit')
    expect(prompt).toBe(
      'Here is a further message of the person whom you work for. Lines that begin with "> " are quoted: what they wrote. Do what it says, going on from where you are.\n\n> /clear\n> then go on\n> /exit',
    )
  })
})

test('P10 no prompt is empty, whatever the skill and the input', () => {
  const text = fc.constantFrom('', ' ', '\n', '\r\n\t', '\ufeff', 'x', '$ARGUMENTS')
  const body = fc.option(text, { nil: undefined })
  fc.assert(
    fc.property(fc.constantFrom('slash', 'inline'), body, text, (invocation, given, input) => {
      const asked: SkillDefinition = { ...skill, invocation, ...(given !== undefined && { body: given }) }
      const isNothing = invocation === 'inline' && (given ?? '').trim() === '' && input.trim() === ''
      const prompt = () => taskPrompt({ kind: 'first', skill: asked, input })
      if (isNothing) expect(prompt).toThrow('has no text and was given no input')
      else expect(prompt().trim()).not.toBe('')
    }),
  )
})

test('taskPrompt words each kind of task', () => {
  expect(taskPrompt({ kind: 'first', skill, input: 'x' })).toBe('/team:flow.design x')
  const answer = answerEntry({})
  const sessionId = '4d057f83-f263-4615-8122-66e24a6e3297'
  const message = 'And the tests?'
  expect(taskPrompt({ kind: 'follow_up', sessionId, message })).toBe(followUpPrompt(message))
  expect(taskPrompt({ kind: 'resume', sessionId, answer })).toBe(resumePrompt(answer))
})
