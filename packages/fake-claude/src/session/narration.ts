import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { proseRecords, taskRecord, toolRecords, type RecordContext } from './records.ts'
import { subAgentPath, writeRecords, type Session } from './session.ts'

/** Writes what a demo skill does into the transcript, while it does it. */
export interface Narration {
  say(text: string): void
  /** A call of a tool; what it answers writes the result down. */
  use(name: string, input: object): (result: string) => void
  /** A sub-agent with a transcript of its own; `end` gives its report to the agent. */
  delegate(task: { description: string; prompt: string }): Narration & { end(report: string): void }
}

export function createNarration(session: Session): Narration {
  return narrate(session, session.path, { sessionId: session.id, cwd: session.cwd })
}

function narrate(session: Session, path: string, context: RecordContext): Narration {
  return {
    say: (text) => {
      writeRecords(path, proseRecords(context, text))
    },
    use: (name, input) => {
      const { call, answer } = toolRecords(context, { name, input })
      writeRecords(path, [call])
      return (result) => {
        writeRecords(path, [answer(result)])
      }
    },
    delegate: ({ description, prompt }) => {
      const agentId = `a${randomBytes(8).toString('hex')}`
      const input = { description, prompt, subagent_type: 'general-purpose' }
      const { id, call, answer } = toolRecords(context, { name: 'Agent', input })
      writeRecords(path, [call])
      const ofAgent = { ...context, agentId }
      const agentPath = subAgentPath(session, agentId)
      writeRecords(agentPath, [taskRecord(ofAgent, prompt)])
      describeSubAgent(agentPath, { agentType: 'general-purpose', description, toolUseId: id })
      const narration = narrate(session, agentPath, ofAgent)
      return {
        ...narration,
        end: (report) => {
          narration.say(report)
          writeRecords(path, [answer(report, { status: 'completed', agentId })])
        },
      }
    },
  }
}

/** By it a sub-agent's transcript is found while it works. */
function describeSubAgent(agentPath: string, description: object): void {
  try {
    writeFileSync(agentPath.replace(/jsonl$/, 'meta.json'), JSON.stringify(description), { mode: 0o600 })
  } catch {
    // As with the transcript: a home that cannot be written ends no run.
    return
  }
}
