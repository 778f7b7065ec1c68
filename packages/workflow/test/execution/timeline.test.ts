import { describe, expect, it } from 'vitest'
import { extendTimeline, noteStopUnproven, noteTakenUp } from '../../src/execution/timeline.ts'
import { transition } from '../../src/execution/transition.ts'
import { MAX_TIMELINE_ENTRIES, type StopReceipt, type TimelineEntry } from '../../src/schema/index.ts'
import { instant, newAnswer, newExecution } from '../support/executions.ts'

const question = { id: 'q1', question: 'Which?', options: [], multiSelect: false }
const SET = { id: '7f0e2b62-7a0a-4c35-9d3f-0f1e2d3c4b5a', questions: [question] }
const unproven: StopReceipt = {
  reason: 'cancelled',
  requestedAt: instant(7),
  signals: [],
  seen: [],
  survivors: [{ pid: 41, command: 'sleep' }],
}

describe('the timeline of an execution', () => {
  it('tells a conversation with its times and attempts', () => {
    let execution = newExecution({ startedAt: instant(0) })
    execution = transition(execution, { type: 'run_started', at: instant(1) })
    execution = transition(execution, {
      type: 'input_requested',
      at: instant(2),
      run: { endedAt: instant(2) },
      output: { status: 'needs_input' },
      questionSet: SET,
    })
    execution = transition(execution, { type: 'answered', at: instant(3), entry: newAnswer(instant(3)) })
    execution = transition(execution, { type: 'run_started', at: instant(4) })
    execution = noteTakenUp(execution, instant(5))
    const error = { code: 'SKILL_FAILED' as const, message: 'no' }
    execution = transition(execution, { type: 'failed', at: instant(6), run: { endedAt: instant(6) }, error })
    expect(execution.timeline).toEqual([
      { at: instant(0), event: 'accepted' },
      { at: instant(1), event: 'run_started', attempt: 1 },
      { at: instant(2), event: 'input_requested', attempt: 1 },
      { at: instant(3), event: 'answered' },
      { at: instant(4), event: 'run_started', attempt: 2 },
      { at: instant(5), event: 'taken_up', attempt: 2 },
      { at: instant(6), event: 'failed', attempt: 2, detail: 'SKILL_FAILED' },
    ])
  })

  it('tells a stop once, however often it is tried, and when it was asked for', () => {
    const running = transition(newExecution({ startedAt: instant(0) }), {
      type: 'run_started',
      at: instant(1),
    })
    const tried = noteStopUnproven(noteStopUnproven(running, unproven, instant(8)), unproven, instant(9))
    const stop = { ...unproven, survivors: [], endedAt: instant(10) }
    const cancelled = transition(tried, { type: 'cancelled', at: instant(11), stop })
    expect(tried).toMatchObject({ status: 'running', stop: unproven, updatedAt: instant(9) })
    expect(cancelled.timeline.slice(2)).toEqual([
      { at: instant(7), event: 'stop_requested', attempt: 1, detail: 'cancelled' },
      { at: instant(8), event: 'stop_unproven', attempt: 1, detail: '41' },
      { at: instant(9), event: 'stop_unproven', attempt: 1, detail: '41' },
      { at: instant(11), event: 'cancelled', attempt: 1 },
    ])
  })

  it('says nothing of a stop where nothing ran', () => {
    const stop = { ...unproven, survivors: [], endedAt: instant(7) }
    const cancelled = transition(newExecution(), { type: 'cancelled', at: instant(7), stop })
    expect(cancelled.timeline.map(({ event }) => event)).toEqual(['accepted', 'cancelled'])
  })

  it('keeps its first entry and its newest, and the number of what is left out between', () => {
    const entryAt = (number: number): TimelineEntry => ({ at: instant(number), event: 'taken_up' })
    let timeline: TimelineEntry[] = []
    for (let number = 0; number < 2 * MAX_TIMELINE_ENTRIES; number += 1) {
      timeline = extendTimeline(timeline, [entryAt(number)])
      expect(timeline.length).toBeLessThanOrEqual(MAX_TIMELINE_ENTRIES)
    }
    const left = MAX_TIMELINE_ENTRIES + 1
    expect(timeline.slice(0, 3)).toEqual([
      entryAt(0),
      { at: instant(left), event: 'shortened', detail: String(left) },
      entryAt(left + 1),
    ])
    expect(timeline.at(-1)).toEqual(entryAt(2 * MAX_TIMELINE_ENTRIES - 1))
  })
})
