import { appendFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { transcriptSchema, type Transcript } from '@specflow/workflow/schema'
import type { BuiltServer } from '../support/built-server.ts'
import { until } from '../support/until.ts'

/** One record of a session, as the agent writes them. */
export function record(type: 'user' | 'assistant', content: unknown): object {
  return { type, timestamp: new Date().toISOString(), message: { role: type, content } }
}

/** A call of a tool and its result. */
export function toolRecords(
  id: string,
  name: string,
  { input, output }: { input: object; output: string },
): object[] {
  return [
    record('assistant', [{ type: 'tool_use', id, name, input }]),
    record('user', [{ type: 'tool_result', tool_use_id: id, content: output, is_error: false }]),
  ]
}

/** Starts a run of the demo agent on the sample project that has these lines in its transcript, and then follows the script. */
export async function startWithTranscript(
  { server, directory }: { server: BuiltServer; directory: string },
  { records, script }: { records: readonly object[]; script: string },
): Promise<string> {
  const path = join(directory, `records-${String(records.length)}.jsonl`)
  writeFileSync(path, toLines(records))
  const { projects } = (await server.api.get('/api/projects')).json as { projects: { id: string }[] }
  return server.api.start({
    projectId: projects[0]?.id ?? '',
    skill: 'demo-complete',
    input: `fake-claude: transcript:${path}+${script}`,
  })
}

async function readTranscript(server: BuiltServer, id: string): Promise<Transcript> {
  return transcriptSchema.parse((await server.api.get(`/api/workflow/transcript?id=${id}`)).json)
}

/** Writes into the session of an execution, as its agent would. */
export async function openSessionFile(
  { server, directory }: { server: BuiltServer; directory: string },
  id: string,
): Promise<{ append(records: readonly object[]): void }> {
  const sessionId = await until(async () => (await readTranscript(server, id)).sessionId, {
    what: 'the session of the run',
  })
  const projects = join(directory, 'user/.claude/projects')
  const folder = readdirSync(projects).find((name) =>
    readdirSync(join(projects, name)).includes(`${sessionId}.jsonl`),
  )
  const path = join(projects, folder ?? '', `${sessionId}.jsonl`)
  return {
    append: (records) => {
      appendFileSync(path, toLines(records))
    },
  }
}

function toLines(records: readonly object[]): string {
  return records.map((line) => `${JSON.stringify(line)}\n`).join('')
}
