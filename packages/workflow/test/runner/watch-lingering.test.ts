import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { readOutput } from '../../src/runner/read-output.ts'
import { watchLingering } from '../../src/runner/watch-lingering.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

// The real one; only how often it is called is of interest.
vi.mock('../../src/runner/read-output.ts', { spy: true })

const RESULT = '{"type":"result","is_error":false,"result":"Done."}\n'
const LINGER_MS = 80

describe('P25 watching for a run that lingers', () => {
  let path: string
  beforeEach(() => {
    path = join(temporaryDirectory(), 'output.json')
  })
  afterEach(() => {
    vi.clearAllMocks()
  })

  function watch(stop: () => Promise<unknown>): void {
    onTestFinished(watchLingering({ path, lingerMs: LINGER_MS, stop }))
  }

  test('stops it once its result has stood for the time, and never before', async () => {
    const stop = vi.fn(() => Promise.resolve(performance.now()))
    watch(stop)
    const writtenAt = performance.now()
    await writeFile(path, RESULT)
    await vi.waitFor(() => {
      expect(stop).toHaveBeenCalledTimes(1)
    }, WAIT)
    expect(await stop.mock.results[0]?.value).toBeGreaterThanOrEqual(writtenAt + LINGER_MS)
  })

  test('leaves one alone that has printed a part of a result, until the rest is there', async () => {
    const stop = vi.fn(() => Promise.resolve())
    watch(stop)
    await writeFile(path, RESULT.slice(0, 20))
    await vi.waitFor(() => {
      expect(readOutput).toHaveBeenCalledTimes(1)
    }, WAIT)
    expect(stop).not.toHaveBeenCalled()
    await appendFile(path, RESULT.slice(20))
    await vi.waitFor(() => {
      expect(stop).toHaveBeenCalledTimes(1)
    }, WAIT)
    expect(readOutput).toHaveBeenCalledTimes(2)
  })

  test('reads an output once however often it looks, and tries a stop that failed again', async () => {
    const stop = vi.fn(() => Promise.resolve())
    for (let failures = 0; failures < 8; failures += 1) stop.mockRejectedValueOnce(new Error('disk full'))
    watch(stop)
    await writeFile(path, RESULT)
    await vi.waitFor(() => {
      expect(stop).toHaveBeenCalledTimes(9)
    }, WAIT)
    expect(readOutput).toHaveBeenCalledTimes(1)
  })
})

const WAIT = { timeout: 20_000, interval: 5 }
