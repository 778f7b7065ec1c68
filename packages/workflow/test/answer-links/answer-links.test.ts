import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAnswerLinks } from '../../src/answer-links/answer-links.ts'
import { openAnswerLinkFile } from '../../src/answer-links/link-file.ts'
import { WorkflowError } from '../../src/errors.ts'
import type { AnswerInput, ShownExecution } from '../../src/schema/index.ts'
import { newExecution } from '../support/executions.ts'
import { refusalOf } from '../support/refusals.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const SET = '9fdfc2eb-2099-4aee-86b4-bcc190906436'
const OTHER_SET = '1fdfc2eb-2099-4aee-86b4-bcc190906436'
const HOUR_MS = 3_600_000

/** A waiting execution and a link to its questions. */
async function createSite() {
  const questions = [{ id: 'q1', question: 'Which?', options: [], multiSelect: false }]
  let execution: ShownExecution = newExecution({
    status: 'waiting_for_input',
    questionSet: { id: SET, questions },
  })
  let now = Date.parse('2026-03-01T08:00:00.000Z')
  let failure: Error | undefined
  const given: AnswerInput[] = []
  const path = join(temporaryDirectory(), 'answer-links.json')
  const openFile = () =>
    openAnswerLinkFile({ path, assertOwned: () => Promise.resolve(), now: () => new Date(now) })
  const file = openFile()
  const links = createAnswerLinks({
    file,
    log: { info: () => {}, error: () => {} },
    service: {
      get: () => Promise.resolve(execution),
      answer: async (input) => {
        // As long as a disk takes.
        await new Promise((resolve) => setImmediate(resolve))
        if (failure) throw failure
        given.push(input)
        const { questionSet: _answered, ...rest } = execution
        execution = { ...rest, status: 'queued' }
        return execution
      },
    },
  })
  const code = await file.create({ executionId: execution.id, questionSetId: SET, lifetimeMs: HOUR_MS })
  return {
    path,
    code,
    links,
    given,
    openFile,
    execution: () => execution,
    pass: (ms: number) => {
      now += ms
    },
    change: (changes: Partial<ShownExecution>) => {
      execution = { ...execution, ...changes }
    },
    fail: (error: Error | undefined) => {
      failure = error
    },
  }
}

const answers = { q1: 'That one' }

describe('an answer link', () => {
  it('is of 256 random bits, of which a private file knows only the hash, also after a restart', async () => {
    const { code, openFile, path } = await createSite()
    expect(Buffer.from(code, 'base64url')).toHaveLength(32)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(openFile().find(code)).toMatchObject({ questionSetId: SET })
  })

  it('shows the questions as often as it is looked at', async () => {
    const { code, given, links } = await createSite()
    for (const _ of [1, 2, 3]) {
      expect(await links.show(code)).toEqual({
        projectName: 'Shop',
        skill: 'review',
        questions: [{ id: 'q1', question: 'Which?', options: [], multiSelect: false }],
      })
    }
    expect(given).toEqual([])
  })

  it('answers its own question set, once', async () => {
    const { code, execution, given, links } = await createSite()
    await links.answer({ code, answers, message: 'Please' })
    expect(given).toEqual([
      {
        id: execution().id,
        questionSetId: SET,
        answers,
        message: 'Please',
        requestId: expect.stringMatching(/^answer-link:[0-9a-f]{64}$/),
      },
    ])
    expect(JSON.stringify(given)).not.toContain(code)
    expect(await refusalOf(links.answer({ code, answers }))).toMatchObject({ code: 'ANSWER_LINK_NOT_FOUND' })
    expect(given).toHaveLength(1)
  })

  it('takes one answer of ten that come at once', async () => {
    const { code, given, links } = await createSite()
    const all = Array.from({ length: 10 }, (_, at) => links.answer({ code, answers: { q1: String(at) } }))
    const results = await Promise.allSettled(all)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(given).toHaveLength(1)
  })

  it('is refused in the same words, whatever is wrong with it', async () => {
    const site = await createSite()
    const wrong = await refusalOf(site.links.show('A'.repeat(43)))
    const words = [
      wrong,
      await refusalOf(site.links.show('')),
      await refusalOf(site.links.answer({ code: 'x', answers })),
    ]
    site.change({
      questionSet: {
        id: OTHER_SET,
        questions: [{ id: 'q1', question: 'Next?', options: [], multiSelect: false }],
      },
    })
    words.push(
      await refusalOf(site.links.show(site.code)),
      await refusalOf(site.links.answer({ code: site.code, answers })),
    )
    const late = await createSite()
    late.pass(HOUR_MS)
    words.push(await refusalOf(late.links.show(late.code)))
    expect(new Set(words.map(({ code, message }) => `${code} ${message}`)).size).toBe(1)
    expect(wrong.code).toBe('ANSWER_LINK_NOT_FOUND')
    expect(site.given).toEqual([])
  })

  it('is not spent by answers that do not fit, nor by a server that cannot take them, which says nothing of itself', async () => {
    const { code, fail, given, links } = await createSite()
    fail(new WorkflowError('ANSWERS_INVALID', 'q1 has no answer'))
    expect(await refusalOf(links.answer({ code, answers: {} }))).toMatchObject({
      message: 'q1 has no answer',
    })
    fail(
      new WorkflowError('PROJECT_PATH_MISSING', 'The folder /home/ada/secret is gone.', {
        details: { path: '/home/ada/secret' },
      }),
    )
    const refusal = await refusalOf(links.answer({ code, answers }))
    expect(refusal.code).toBe('PROJECT_PATH_MISSING')
    expect(`${refusal.message}${JSON.stringify(refusal.details)}`).not.toContain('ada')
    fail(undefined)
    await links.answer({ code, answers })
    expect(given).toHaveLength(1)
  })

  it('cannot be found in a file that nobody understands: the start is refused with the remedy', async () => {
    const { openFile, path } = await createSite()
    writeFileSync(path, '{"links":')
    expect(openFile).toThrow(/answer-links\.json cannot be understood\. Restore it, or remove it/)
  })
})
