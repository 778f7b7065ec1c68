import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isAlive } from '../support/processes.ts'
import { outputOf, resultOf } from '../support/results.ts'
import { leavesOf, leavesSoon } from '../support/waiting.ts'
import { createWorkspace } from '../support/workspace.ts'

const NOTICE = /^Demo agent, no model was asked:/

describe('the demo skills', () => {
  test('demo-complete writes one file and says whether it was there', async () => {
    const { run, project } = createWorkspace()
    const first = outputOf(await run({ prompt: '/demo-complete a\nlong input' }))
    expect(first).toMatchObject({
      status: 'completed',
      artifacts: [{ path: 'demo-report.md', action: 'created' }],
    })
    expect(first.message).toMatch(NOTICE)
    expect(readFileSync(join(project, 'demo-report.md'), 'utf8')).toContain('a\nlong input')
    expect(outputOf(await run({ prompt: '/demo-complete' })).artifacts).toEqual([
      { path: 'demo-report.md', action: 'modified' },
    ])
    expect(readdirSync(project)).toEqual(['demo-report.md'])
  })

  test('demo-complete reports an error when it cannot write', async () => {
    const { run, project } = createWorkspace()
    mkdirSync(join(project, 'demo-report.md'))
    const output = outputOf(await run({ prompt: '/demo-complete' }))
    expect(output).toMatchObject({ status: 'error', message: expect.stringMatching(/EISDIR/) as unknown })
  })

  test('demo-ask asks twice in one session, about the answers too, and repeats them all', async () => {
    const { run } = createWorkspace()
    const first = await run({ prompt: '/demo-ask' })
    expect(outputOf(first).status).toBe('needs_input')
    const [length, reader] = outputOf(first).questions ?? []
    expect(length).toMatchObject({ multiSelect: false, options: [{ label: 'Short' }, { label: 'Thorough' }] })
    expect(reader).not.toHaveProperty('options')

    const resume = resultOf(first).session_id
    const answers = [
      'Here are the answers.',
      `Question 1 of 2:\n> ${length?.question ?? ''}\n\nAnswer:\n> Thorough`,
      `Question 2 of 2:\n> ${reader?.question ?? ''}\n\nAnswer:\n> my team: everyone`,
    ].join('\n\n')
    const second = outputOf(await run({ resume, prompt: answers }))
    const [parts] = second.questions ?? []
    expect(second.status).toBe('needs_input')
    expect(parts).toMatchObject({ multiSelect: true })
    expect(parts?.question).toMatch(/“Thorough” for the length and “my team: everyone” for the reader/)

    const more = `Here are the answers.\n\n> ${parts?.question ?? ''}\n> Steps\n> Risks`
    const third = outputOf(await run({ resume, prompt: more }))
    expect(third.status).toBe('completed')
    expect(third.message).toMatch(NOTICE)
    expect(third.message).toContain('- Length: Thorough\n- Reader: my team: everyone\n- Parts: Steps, Risks')
  })

  test('demo-ask takes the answers as they come when the questions are not repeated', async () => {
    const { run } = createWorkspace()
    const first = await run({ prompt: '/demo-ask' })
    const second = await run({
      resume: resultOf(first).session_id,
      prompt: 'Answers follow.\nShort, for Ada',
    })
    expect(outputOf(second).questions?.[0]?.question).toContain('Short, for Ada')
  })

  test('demo-long starts tools in sessions of their own, and takes them along when it is cancelled', async () => {
    const { start, log } = createWorkspace()
    const { child, ended } = start({ prompt: '/demo-long', environment: { FAKE_CLAUDE_WORK_MS: '600000' } })
    const leaves = await leavesSoon(log, 2)
    const tools = leaves.map(({ leafPid }) => leafPid)
    expect(leaves.map(({ kind }) => kind)).toEqual(['setsid', 'setsid'])
    expect(tools.every(isAlive)).toBe(true)
    child.kill('SIGTERM')
    expect((await ended).exitCode).toBe(143)
    expect(tools.filter(isAlive)).toEqual([])
  })

  test('demo-long ends its tools by itself when nobody cancels it', async () => {
    const { run, log } = createWorkspace()
    expect(outputOf(await run({ prompt: '/demo-long' })).message).toMatch(NOTICE)
    const tools = leavesOf(log()).map(({ leafPid }) => leafPid)
    expect(tools).toHaveLength(2)
    expect(tools.filter(isAlive)).toEqual([])
  })

  test.each([
    ['/review the code', /"review" was not run/],
    [' /demo-complete', /no slash command at the beginning/],
  ])('%j completes, changes nothing and says that nothing was run', async (prompt, message) => {
    const { run, project } = createWorkspace()
    const output = outputOf(await run({ prompt }))
    expect(output.message).toMatch(NOTICE)
    expect(output.message).toMatch(message)
    expect(existsSync(join(project, 'demo-report.md'))).toBe(false)
  })
})
