import { expect, test, vi } from 'vitest'
import type { AgentRunRequest } from '../../src/runner/port.ts'
import { createFakeClaudeSubject, type FakeClaudeSubject } from './fake-claude-subject.ts'

/** The session that the run has open, by the runner's own search. */
async function openSession({ runner }: FakeClaudeSubject, { executionId }: AgentRunRequest): Promise<string> {
  const found = await vi.waitUntil(() => runner.findOpenSession(executionId), {
    timeout: 30_000,
    interval: 20,
  })
  return found
}

test('a first run that is stopped ends with the session that it had', async () => {
  const subject = createFakeClaudeSubject()
  const request = subject.firstRun('hang')
  const run = await subject.runner.start(request)
  const session = await openSession(subject, request)
  await run.stop()
  expect(await run.ended).toMatchObject({ outcome: { kind: 'cancelled' }, sessionId: session })
})

test('so does one that the next server stops, which knows only the files', async () => {
  const first = createFakeClaudeSubject()
  const request = first.firstRun('hang')
  const run = await first.runner.start(request)
  const session = await openSession(first, request)
  run.detach()
  const found = await first.runner.recover(request)
  if (found === 'unclaimed') expect.fail('The run was not found.')
  await found.stop()
  expect(await found.ended).toMatchObject({ sessionId: session })
})
