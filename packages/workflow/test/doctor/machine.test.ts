import { describe, expect, it } from 'vitest'
import type { AgentFindings } from '../../src/doctor/port.ts'
import { openClinic } from './support/clinic.ts'

const GB = 1_000_000_000

describe('Node.js', () => {
  it.each([
    ['20.19.0', 'ok'],
    ['20.20.2', 'ok'],
    ['24.1.0', 'ok'],
    ['20.18.3', 'problem'],
    ['18.20.0', 'problem'],
  ])('%s is %s', async (nodeVersion, status) => {
    const check = await (await openClinic({ nodeVersion })).check('node')
    expect(check).toMatchObject({ status, detail: expect.stringContaining(nodeVersion), fixable: false })
    expect(check.remedy === undefined).toBe(status === 'ok')
  })
})

describe('the agent', () => {
  const claude = { kind: 'claude', path: '/usr/bin/claude', version: '2.1.330' } as const
  const problem = (code: string) => ({ code, message: `${code} it is.`, remedy: 'Do something.' })
  const rows: [name: string, findings: AgentFindings, status: string][] = [
    ['found and tested', { status: claude, problems: [] }, 'ok'],
    ['of an untested version', { status: claude, problems: [problem('AGENT_VERSION_UNTESTED')] }, 'warning'],
    ['of an unknown version', { status: claude, problems: [problem('AGENT_VERSION_UNKNOWN')] }, 'warning'],
    ['of a bad version', { status: claude, problems: [problem('AGENT_VERSION_KNOWN_BAD')] }, 'problem'],
    ['missing', { status: { kind: 'claude' }, problems: [problem('AGENT_NOT_FOUND')] }, 'problem'],
    ['replaced', { status: { kind: 'demo' }, problems: [problem('AGENT_NOT_FOUND')] }, 'warning'],
    ['the demo agent by choice', { status: { kind: 'demo' }, problems: [problem('DEMO_AGENT')] }, 'ok'],
  ]

  it.each(rows)('that is %s is said', async (_, findings, status) => {
    const check = await (await openClinic({ agent: () => Promise.resolve(findings) })).check('agent')
    expect(check.status).toBe(status)
    for (const { message } of findings.problems) expect(check.detail).toContain(message)
    expect(check.remedy).toBe(status === 'ok' ? undefined : 'Do something.')
  })

  it('is asked once in an examination', async () => {
    let asked = 0
    const agent = () => {
      asked += 1
      return Promise.resolve<AgentFindings>({ status: claude, problems: [] })
    }
    expect((await (await openClinic({ agent })).check('agent')).detail).toBe(
      '/usr/bin/claude, version 2.1.330.',
    )
    expect(asked).toBe(1)
  })
})

describe('root', () => {
  const root = { code: 'ROOT_WITHOUT_SANDBOX', message: 'As root.', remedy: 'Set IS_SANDBOX=1.' }
  const agent = (problems: AgentFindings['problems']) => () =>
    Promise.resolve<AgentFindings>({ status: { kind: 'claude', path: '/bin/claude' }, problems })

  it('without a sandbox is a problem, and is not said twice', async () => {
    const clinic = await openClinic({ agent: agent([root]) })
    expect(await clinic.check('root')).toMatchObject({ status: 'problem', remedy: 'Set IS_SANDBOX=1.' })
    expect((await clinic.check('agent')).status).toBe('ok')
  })

  it('in a sandbox, and no root at all, are fine', async () => {
    const asRoot = await openClinic({ uid: 0, agent: agent([]) })
    expect(await asRoot.check('root')).toMatchObject({
      status: 'ok',
      detail: expect.stringContaining('IS_SANDBOX=1'),
    })
    const asAda = await openClinic({ uid: 1_000, agent: agent([]) })
    expect(await asAda.check('root')).toMatchObject({
      status: 'ok',
      detail: expect.stringContaining('user 1000'),
    })
  })
})

describe('disk space', () => {
  it.each([
    [50, 100, 'ok'],
    [1, 2, 'ok'],
    [0.99, 2, 'warning'],
    [4.9, 100, 'warning'],
    [0.1, 2, 'warning'],
    [0.099, 2, 'problem'],
  ])('of %f GB free of %f is %s', async (free, total, status) => {
    const space = { freeBytes: free * GB, totalBytes: total * GB }
    const check = await (await openClinic({ diskSpace: () => Promise.resolve(space) })).check('disk')
    expect(check.status).toBe(status)
  })

  it('is that of the disk of the state directory', async () => {
    expect((await (await openClinic()).check('disk')).detail).toMatch(/^\d+(\.\d)? [GM]B free of \d/)
  })
})
