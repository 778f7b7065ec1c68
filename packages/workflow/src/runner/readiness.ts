import { WorkflowError } from '../errors.ts'
import type { AgentKind, AgentStatus, HealthProblem } from '../schema/index.ts'
import { TESTED_AGENT_VERSION, assessVersion } from './agent-versions.ts'
import type { KnownBadVersions } from './known-bad-versions.ts'
import type { ProbedExecutable, ProbedVersion } from './probe.ts'

export interface ReadinessFacts {
  kind: AgentKind
  /** As the operator named it. */
  executable: string
  probed: ProbedExecutable
  /** Of the server; the agent inherits it. */
  uid: number
  environment: Readonly<Record<string, string>>
  knownBadVersions?: readonly KnownBadVersions[]
}

/** A problem that makes every start impossible. */
interface Obstacle extends HealthProblem {
  refusal: 'AGENT_NOT_FOUND' | 'AGENT_REFUSED'
}

/** What an operator should know about the agent; what makes a start impossible comes first. */
export function agentProblems(facts: ReadinessFacts): HealthProblem[] {
  const obstacles = findObstacles(facts).map(({ code, message, remedy }) => ({ code, message, remedy }))
  return [...obstacles, ...versionNotes(facts)]
}

/** The path of the executable; throws `AGENT_NOT_FOUND` or `AGENT_REFUSED` when a start cannot work. */
export function requireReady(facts: ReadinessFacts): string {
  const { probed } = facts
  if (probed.kind === 'missing') throw refused(missingExecutable(facts.executable, probed.searched))
  const [obstacle] = findObstacles(facts)
  if (obstacle) throw refused(obstacle)
  return probed.path
}

/** Which agent this is, whether or not a start can work: the problems say that. */
export function agentStatus({ kind, probed }: ReadinessFacts): AgentStatus {
  return {
    kind,
    ...(probed.kind === 'found' && { path: probed.path }),
    ...(probed.kind === 'found' && probed.version.kind === 'known' && { version: probed.version.version }),
  }
}

function refused({ refusal, message, remedy }: Obstacle): WorkflowError {
  return new WorkflowError(refusal, `${message} ${remedy}`, { details: { remedy } })
}

function findObstacles(facts: ReadinessFacts): Obstacle[] {
  const { kind, probed, executable } = facts
  if (probed.kind === 'missing') return [missingExecutable(executable, probed.searched)]
  // The demo agent is part of this project: it works as root and is of no other version.
  return kind === 'demo' ? [] : [...rootObstacle(facts), ...versionObstacle(facts, probed.version)]
}

function missingExecutable(executable: string, searched: readonly string[]): Obstacle {
  const isPath = executable.includes('/')
  const where = isPath ? 'is not an executable file' : 'was not found on the PATH'
  // Last, because it can be long: who reads one line only must still read what to do.
  const folders = isPath ? '' : ` Searched: ${[...new Set(searched)].join(', ') || 'no folder'}.`
  return {
    code: 'AGENT_NOT_FOUND',
    refusal: 'AGENT_NOT_FOUND',
    message: `The agent command "${executable}" ${where}.`,
    remedy:
      'Install the agent (npm install -g @anthropic-ai/claude-code) or name its executable in SPECFLOW_CLAUDE_BIN, ' +
      'or set SPECFLOW_AGENT=demo to use the demo agent on purpose; then restart SpecFlow.' +
      folders,
  }
}

function rootObstacle({ uid, environment }: ReadinessFacts): Obstacle[] {
  if (uid !== 0 || environment.IS_SANDBOX === '1') return []
  return [
    {
      code: 'ROOT_WITHOUT_SANDBOX',
      refusal: 'AGENT_REFUSED',
      message: 'SpecFlow runs as root, and the agent refuses to work without permission prompts as root.',
      remedy:
        'Run SpecFlow as an ordinary user, or set IS_SANDBOX=1 (exactly 1) in its environment if this machine is a sandbox.',
    },
  ]
}

function versionObstacle({ knownBadVersions }: ReadinessFacts, answer: ProbedVersion): Obstacle[] {
  if (answer.kind !== 'known') return []
  const assessment = assessVersion(answer.version, knownBadVersions)
  if (assessment.kind !== 'known_bad') return []
  return [
    {
      code: 'AGENT_VERSION_KNOWN_BAD',
      refusal: 'AGENT_REFUSED',
      message: `Version ${answer.version} of the agent must not be used: ${assessment.reason} (${assessment.link})`,
      remedy: `Install version ${TESTED_AGENT_VERSION} or another one that is not affected.`,
    },
  ]
}

/** Another version than the tested one, or one that the agent does not tell, is worth a note and never a refusal. */
function versionNotes({ kind, probed, knownBadVersions }: ReadinessFacts): HealthProblem[] {
  if (kind === 'demo' || probed.kind === 'missing') return []
  const { path, version: answer } = probed
  if (answer.kind === 'unknown') {
    return [
      {
        code: 'AGENT_VERSION_UNKNOWN',
        message: `The version of the agent is not known. "${path} --version": ${answer.reason}.`,
        remedy: `Run "${path} --version" in a terminal; if it fails there too, install the agent again.`,
      },
    ]
  }
  if (answer.kind === 'unasked') return []
  if (assessVersion(answer.version, knownBadVersions).kind !== 'untested') return []
  return [
    {
      code: 'AGENT_VERSION_UNTESTED',
      message: `The agent has version ${answer.version}; SpecFlow was tested with ${TESTED_AGENT_VERSION}.`,
      remedy: `Nothing, as long as runs end as they should; else install version ${TESTED_AGENT_VERSION}.`,
    },
  ]
}
