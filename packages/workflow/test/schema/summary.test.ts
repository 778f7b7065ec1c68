import { describe, expect, it } from 'vitest'
import { MAX_PREVIEW_LENGTH, summarize } from '../../src/schema/summary.ts'
import { newExecution } from '../support/executions.ts'

const ASKED_AT = '2026-01-02T03:04:05.000Z'
const QUESTION = { id: 'q1', question: 'Which\n  shelf?', options: [], multiSelect: false }

describe('summarize', () => {
  it('says what is asked, how often and since when', () => {
    const summary = summarize(
      newExecution({
        status: 'waiting_for_input',
        questionSet: { id: '7f0e2b62-7a0a-4c35-9d3f-0f1e2d3c4b5a', questions: [QUESTION, QUESTION] },
        timeline: [
          { at: '2026-01-01T00:00:00.000Z', event: 'input_requested' },
          { at: ASKED_AT, event: 'input_requested' },
          { at: '2026-01-03T00:00:00.000Z', event: 'taken_up' },
        ],
      }),
    )
    expect(summary).toMatchObject({
      questionCount: 2,
      questionPreview: 'Which shelf?',
      waitingSince: ASKED_AT,
    })
  })

  it('says since when a run goes on, and of no other', () => {
    const runs = [{ attempt: 1, startedAt: ASKED_AT }]
    expect(summarize(newExecution({ status: 'running', runs }))).toMatchObject({ runStartedAt: ASKED_AT })
    expect(summarize(newExecution({ status: 'completed', runs }))).not.toHaveProperty('runStartedAt')
  })

  it('shows of a long input how it begins, on one line', () => {
    const { inputPreview } = summarize(newExecution({ input: `first\nline ${'word '.repeat(9_000)}` }))
    expect(inputPreview).toMatch(/^first line word .*…$/)
    expect(inputPreview?.length).toBeLessThanOrEqual(MAX_PREVIEW_LENGTH)
  })

  it('names the execution that it goes on from, and the one that it tries again', () => {
    const executionId = '0b0e2b62-7a0a-4c35-9d3f-000000000001'
    const retryOf = '0b0e2b62-7a0a-4c35-9d3f-000000000002'
    expect(summarize(newExecution({ continues: { executionId }, retryOf }))).toMatchObject({
      continuesId: executionId,
      retryOf,
    })
  })
})
