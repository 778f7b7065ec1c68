import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WorkflowApiError, type ShownExecution, type WorkflowClient } from '@specflow/client'
import { follow } from '../src/follow.ts'
import { createPrint } from '../src/terminal/print.ts'
import { testWorld } from './support/world.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const execution = (status: ShownExecution['status']) =>
  ({
    id: 'i',
    status,
    skill: 'review',
    projectName: 'p',
    runs: [],
    startedAt: new Date().toISOString(),
  }) as unknown as ShownExecution

/** A wait that goes on until it is told how it ends, or given up. */
function following(cancel: WorkflowClient['cancel']) {
  const listeners = new Set<() => void>()
  let finish = (_execution: ShownExecution): void => undefined
  const client = {
    cancel,
    wait: (_id, options) =>
      new Promise((resolve, reject) => {
        finish = resolve
        options?.signal?.addEventListener('abort', () => {
          reject(options.signal?.reason as Error)
        })
      }),
  } as Pick<WorkflowClient, 'wait' | 'cancel'> as WorkflowClient
  const world = testWorld({
    onInterrupt: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  })
  const code = follow(
    { client, world, print: createPrint(world, false), server: { url: '', isNamed: true } },
    'i',
  )
  code.catch(() => undefined)
  return {
    code,
    world,
    listeners,
    finish: (ended: ShownExecution) => {
      finish(ended)
    },
    interrupt: () => {
      for (const listener of listeners) listener()
    },
  }
}

describe('Ctrl-C while a run is waited for', () => {
  it('says that the run goes on, and ends the command when no second one follows', async () => {
    const cancel = vi.fn()
    const { code, interrupt, listeners, world } = following(cancel)
    interrupt()
    expect(world.err()).toContain('The run goes on. Cancel it with: specflowctl cancel i')
    await vi.advanceTimersByTimeAsync(9_999)
    expect(listeners.size).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(await code).toBe(130)
    expect(cancel).not.toHaveBeenCalled()
    expect(listeners.size).toBe(0)
  })

  it('cancels at the second one, and waits for the end of it however long that takes', async () => {
    const cancel = vi.fn(() => Promise.resolve(execution('cancelled')))
    const { code, finish, interrupt } = following(cancel)
    interrupt()
    interrupt()
    expect(cancel).toHaveBeenCalledExactlyOnceWith('i')
    await vi.advanceTimersByTimeAsync(60_000)
    finish(execution('cancelled'))
    expect(await code).toBe(30)
  })

  it('takes the end that came before the cancel', async () => {
    const late = new WorkflowApiError({ code: 'ALREADY_ENDED', message: 'It has completed.', status: 409 })
    const { code, finish, interrupt } = following(() => Promise.reject(late))
    interrupt()
    interrupt()
    await vi.advanceTimersByTimeAsync(0)
    finish(execution('completed'))
    expect(await code).toBe(0)
  })

  it('tells why the cancel did not succeed', async () => {
    const failed = new WorkflowApiError({ code: 'STOP_FAILED', message: 'Something is alive.', status: 503 })
    const { code, interrupt } = following(() => Promise.reject(failed))
    interrupt()
    interrupt()
    await expect(code).rejects.toBe(failed)
  })

  it('lets go at the third one', async () => {
    const { code, interrupt } = following(() => new Promise(() => undefined))
    interrupt()
    interrupt()
    interrupt()
    expect(await code).toBe(130)
  })
})
