import { describe, expect, test } from 'vitest'
import { WorkflowError } from '../../src/errors.ts'
import { agentProblems, agentStatus, requireReady, type ReadinessFacts } from '../../src/runner/readiness.ts'

const FOUND = {
  kind: 'found',
  path: '/opt/claude',
  version: { kind: 'known', version: '2.1.330' },
} as const
const READY: ReadinessFacts = {
  kind: 'claude',
  executable: 'claude',
  probed: FOUND,
  uid: 1_000,
  environment: {},
}
const MISSING: ReadinessFacts = { ...READY, probed: { kind: 'missing', searched: ['/usr/bin', '/bin'] } }
const ROOT: ReadinessFacts = { ...READY, uid: 0 }
const KNOWN_BAD: ReadinessFacts = {
  ...READY,
  knownBadVersions: [{ to: '2.1.330', reason: 'It loses answers.', link: 'https://example.com/1' }],
}
const withVersion = (version: string): ReadinessFacts => ({
  ...READY,
  probed: { ...FOUND, version: { kind: 'known', version } },
})
const UNKNOWN_VERSION: ReadinessFacts = {
  ...READY,
  probed: { ...FOUND, version: { kind: 'unknown', reason: 'it printed "hello"' } },
}

function refusalOf(facts: ReadinessFacts): WorkflowError | undefined {
  try {
    requireReady(facts)
    return undefined
  } catch (error) {
    if (error instanceof WorkflowError) return error
    throw error
  }
}

const codesOf = (facts: ReadinessFacts) => agentProblems(facts).map(({ code }) => code)

describe('an agent that can start', () => {
  test('has a kind, a path and a version, and no problem', () => {
    expect(requireReady(READY)).toBe('/opt/claude')
    expect(agentStatus(READY)).toEqual({ kind: 'claude', path: '/opt/claude', version: '2.1.330' })
    expect(agentProblems(READY)).toEqual([])
  })

  test.each([
    ['another version', withVersion('2.2.0'), 'AGENT_VERSION_UNTESTED'],
    ['an unknown version', UNKNOWN_VERSION, 'AGENT_VERSION_UNKNOWN'],
  ])('with %s is noted and not refused', (_, facts, code) => {
    expect(codesOf(facts)).toEqual([code])
    expect(refusalOf(facts)).toBeUndefined()
    expect(agentStatus(facts).kind).toBe('claude')
  })

  test('that was not asked for its version yet has none, and no problem', () => {
    const facts: ReadinessFacts = { ...KNOWN_BAD, probed: { ...FOUND, version: { kind: 'unasked' } } }
    expect(agentStatus(facts)).toEqual({ kind: 'claude', path: '/opt/claude' })
    expect(agentProblems(facts)).toEqual([])
  })

  test('as root in a sandbox has no problem', () => {
    expect(agentProblems({ ...ROOT, environment: { IS_SANDBOX: '1' } })).toEqual([])
  })
})

describe('an agent that cannot start', () => {
  test.each([
    { cause: 'it is missing', facts: MISSING, problem: 'AGENT_NOT_FOUND', refusal: 'AGENT_NOT_FOUND' },
    { cause: 'it would run as root', facts: ROOT, problem: 'ROOT_WITHOUT_SANDBOX', refusal: 'AGENT_REFUSED' },
    {
      cause: 'its version is bad',
      facts: KNOWN_BAD,
      problem: 'AGENT_VERSION_KNOWN_BAD',
      refusal: 'AGENT_REFUSED',
    },
  ])('because $cause is refused with the remedy', ({ facts, problem, refusal }) => {
    expect(codesOf(facts)).toEqual([problem])
    const error = refusalOf(facts)
    expect(error?.code).toBe(refusal)
    expect(error?.message).toContain(agentProblems(facts)[0]?.remedy)
    expect(agentStatus(facts).kind).toBe('claude')
  })

  test.each(['true', '0', '', '1 '])('because IS_SANDBOX is %j and not exactly 1', (value) => {
    expect(refusalOf({ ...ROOT, environment: { IS_SANDBOX: value } })?.code).toBe('AGENT_REFUSED')
  })

  test('because it is missing is told by its name and the folders that were searched', () => {
    expect(refusalOf(MISSING)?.message).toMatch(
      /^The agent command "claude" was not found on the PATH\. .* Searched: \/usr\/bin, \/bin\.$/,
    )
    const byPath: ReadinessFacts = {
      ...READY,
      executable: '/x/claude',
      probed: { kind: 'missing', searched: [] },
    }
    expect(refusalOf(byPath)?.message).toContain('The agent command "/x/claude" is not an executable file.')
  })

  test('because of a bad version is told the reason and where it is described', () => {
    expect(refusalOf(KNOWN_BAD)?.message).toContain('It loses answers. (https://example.com/1)')
  })
})

test('the demo agent works as root and has no tested version', () => {
  const demo: ReadinessFacts = { ...withVersion('0.1.0'), kind: 'demo', uid: 0 }
  expect(agentProblems(demo)).toEqual([])
  expect(agentStatus(demo)).toEqual({ kind: 'demo', path: '/opt/claude', version: '0.1.0' })
  expect(refusalOf({ ...MISSING, kind: 'demo' })?.code).toBe('AGENT_NOT_FOUND')
})
