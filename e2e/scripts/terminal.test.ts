import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { nodeBinary } from '../support/paths.ts'
import { isAlive } from '../support/processes.ts'
import { openPseudoTerminal } from '../support/pseudo-terminal.ts'
import { SPECFLOWCTL, userEnvironment } from '../support/specflowctl.ts'

const CTRL_C = '\u0003'
const DOWN = '\u001b[B'
const ENTER = '\r'

describe('specflowctl in a terminal', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer()
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  const open = (...args: string[]) =>
    openPseudoTerminal([nodeBinary(), SPECFLOWCTL, ...args], {
      cwd: fake.project,
      env: userEnvironment(fake.server),
    })

  it('asks the questions of the execution that has waited longest, and waits for its end', async () => {
    const { id, questionSet } = await fake.startAndAsk('needs_input')
    const [question] = questionSet?.questions ?? []
    await using terminal = open('answer', '--wait')
    await terminal.untilShown(question?.question ?? 'no question')
    terminal.type(`${DOWN}${ENTER}`)
    expect(await terminal.exited).toBe(0)
    expect(terminal.screen()).toContain('review on project: completed')
    const { answers } = await fake.server.api.status(id)
    expect(answers.map((entry) => entry.answers)).toEqual([
      { [question?.id ?? '']: question?.options[1]?.label },
    ])
  })

  it('takes the own words of the person, and answers nothing when they leave', async () => {
    const { id, questionSet } = await fake.startAndAsk('needs_input')
    const [question] = questionSet?.questions ?? []
    await using left = open('answer', id)
    await left.untilShown(question?.question ?? 'no question')
    left.type(CTRL_C)
    expect(await left.exited).toBe(130)
    expect((await fake.server.api.status(id)).answers).toEqual([])

    await using terminal = open('answer', id)
    await terminal.untilShown('Something else')
    terminal.type(`${DOWN.repeat(question?.options.length ?? 0)}${ENTER}`)
    await terminal.untilShown('In your own words')
    terminal.type(`a file${ENTER}`)
    expect(await terminal.exited).toBe(0)
    expect((await fake.server.api.status(id)).answers[0]?.answers).toEqual({ q1: 'a file' })
  })

  it('shows how long it takes; Ctrl-C leaves the run alone and says so, a second one cancels it', async () => {
    await using terminal = open('run', 'review', 'fake-claude: spawn:setsid+hang', '--wait')
    await terminal.untilShown('running · 1 s')
    const [, id = ''] = /id +([0-9a-f-]{36})/.exec(terminal.screen()) ?? []
    const leaves = await fake.leavesOf(id, 1)
    terminal.type(CTRL_C)
    await terminal.untilShown(`The run goes on. Cancel it with: specflowctl cancel ${id}`)
    expect((await fake.server.api.status(id)).status).toBe('running')
    expect(leaves.filter(isAlive)).toEqual(leaves)
    terminal.type(CTRL_C)
    expect(await terminal.exited).toBe(30)
    expect((await fake.server.api.status(id)).status).toBe('cancelled')
    expect(leaves.filter(isAlive)).toEqual([])
  })
})
