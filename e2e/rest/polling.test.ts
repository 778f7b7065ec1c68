import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { startShellAgentServer, type ShellAgentServer } from '../support/shell-agent-server.ts'

const TIMES = 200
const PROJECTS = 4
const POLLERS = 2
const POLLS_AFTERWARDS = 10
const IN_ORDER = ['queued', 'running', 'waiting_for_input', 'completed']

describe('polling the status', () => {
  let shell: ShellAgentServer
  beforeAll(async () => {
    shell = await startShellAgentServer(PROJECTS, { SPECFLOW_REQUEST_RATE: '100000' })
  })
  afterAll(() => shell[Symbol.asyncDispose]())

  it(
    `changes no outcome of ${String(TIMES)} runs that end at once or ask`,
    { timeout: 300_000 },
    async () => {
      const ends = await Promise.all(
        shell.projectIds.map(async (projectId, lane) => {
          const outcomes: string[] = []
          for (let index = lane; index < TIMES; index += PROJECTS) {
            outcomes.push(await runAndPoll(projectId, index % 2 === 0 ? 'waiting_for_input' : 'completed'))
          }
          return outcomes
        }),
      )

      expect(ends.flat()).toHaveLength(TIMES)
      expect(ends.flat().filter((end) => end !== 'as it should be')).toEqual([])
    },
  )

  /** Answers what was wrong, if anything. */
  async function runAndPoll(projectId: string, wanted: WorkflowExecution['status']): Promise<string> {
    const input = wanted === 'waiting_for_input' ? 'ask' : 'answer'
    const id = await shell.server.api.start({ projectId, skill: 'review', input })
    const seen = await Promise.all(Array.from({ length: POLLERS }, () => pollUntilSettled(id)))
    const settled = seen[0]?.at(-1)
    for (let poll = 0; poll < POLLS_AFTERWARDS; poll += 1) {
      const { revision, status } = await shell.server.api.status(id)
      if (status !== wanted || revision !== settled?.revision)
        return `${status} ${String(revision)} after the end`
    }
    for (const records of seen) {
      const places = records.map(({ status }) => IN_ORDER.indexOf(status))
      if (places.includes(-1) || places.some((place, index) => place < (places[index - 1] ?? 0))) {
        return records.map(({ status }) => status).join(' ')
      }
    }
    return settled?.status === wanted ? 'as it should be' : `${String(settled?.status)} instead of ${wanted}`
  }

  /** As fast as answers come: every record that was seen. */
  async function pollUntilSettled(id: string): Promise<WorkflowExecution[]> {
    const seen: WorkflowExecution[] = []
    for (;;) {
      const record = await shell.server.api.status(id)
      seen.push(record)
      if (record.status !== 'queued' && record.status !== 'running') return seen
    }
  }
})
