import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { REPOSITORY } from '../support/paths.ts'
import { folderWithCommand, userEnvironment } from '../support/specflowctl.ts'

interface Workflow {
  jobs: { review: { env: Record<string, string>; steps: { name?: string; run?: string }[] } }
}

/** What the shell made of a script. */
interface Ended {
  code: number
  stdout: string
}

let document = ''
beforeAll(async () => {
  document = await readFile(join(REPOSITORY, 'docs/automation.md'), 'utf8')
})

describe('the nightly script of docs/automation.md', () => {
  it('reviews once a day, however often cron calls it', async () => {
    await using fake = await startFakeAgentServer()
    const { first, second } = await callTwice(fake)
    expect(first).toEqual({ code: 0, stdout: 'The review is done.\n' })
    expect(second).toEqual(first)
    const { json } = await fake.server.api.get('/api/workflow/list')
    expect((json as { executions: unknown[] }).executions).toMatchObject([
      { skill: 'review', status: 'completed' },
    ])
  })

  it('tells by its exit code that the review asks something, or that it failed', async () => {
    await using asking = await startFakeAgentServer({ FAKE_CLAUDE_MODE: 'needs_input' })
    const { first } = await callTwice(asking)
    expect(first).toEqual({ code: 10, stdout: 'The review asks something: specflowctl answer\n' })
    await using failing = await startFakeAgentServer({ FAKE_CLAUDE_MODE: 'skill_error' })
    const failed = (await callTwice(failing)).first
    expect(failed.code).toBe(20)
    expect(failed.stdout).toMatch(/^The review ended with 20:\n\{.*"status":"failed"/)
  })

  async function callTwice(fake: FakeAgentServer): Promise<{ first: Ended; second: Ended }> {
    const script = /^## Every night, by cron\n\n```sh\n(?<script>[\s\S]*?)^```$/m.exec(document)?.groups
      ?.script
    const file = join(fake.project, 'nightly.sh')
    await writeFile(file, script ?? 'exit 99\n', { mode: 0o755 })
    const env = await environmentOf(fake)
    const call = () => shell(file, { cwd: fake.project, env })
    return { first: await call(), second: await call() }
  }
})

describe('the workflow of docs/automation.md', () => {
  it('registers the checkout, reviews it and tells the result', async () => {
    await using fake = await startFakeAgentServer()
    const job = await openJob(fake)
    for (const name of ['Register the checkout', 'Review', 'Tell the result']) {
      expect(await job.run(name)).toMatchObject({ code: 0 })
    }
    expect(await readFile(job.summary, 'utf8')).toMatch(/^\*\*completed\*\* \S/)
  })

  it('fails the job and warns when the review asks, and its last step cancels it', async () => {
    await using fake = await startFakeAgentServer({ FAKE_CLAUDE_MODE: 'needs_input' })
    const job = await openJob(fake)
    await job.run('Register the checkout')
    const review = await job.run('Review')
    expect(review.code).toBe(10)
    const [, id = ''] =
      /^::warning::The review asks something: specflowctl answer (\S+)$/m.exec(review.stdout) ?? []
    expect((await fake.server.api.status(id)).status).toBe('waiting_for_input')
    expect(await job.run('Tell the result')).toMatchObject({ code: 0 })
    expect(await readFile(job.summary, 'utf8')).toMatch(/^\*\*waiting_for_input\*\* /)
    expect(await job.run('Cancel what nobody waits for')).toMatchObject({ code: 0 })
    expect((await fake.server.api.status(id)).status).toBe('cancelled')
  })

  /** Runs steps as a runner does: each in a shell of its own that ends at the first failure. */
  async function openJob(fake: FakeAgentServer) {
    const text = /^```yaml\n(?<workflow>[\s\S]*?)^```$/m.exec(document)?.groups?.workflow ?? ''
    const { review } = (parse(text) as Workflow).jobs
    const workspace = await fake.createProject('checkout')
    const summary = join(fake.directory, 'summary.md')
    const env = {
      ...(await environmentOf(fake)),
      ...Object.fromEntries(
        Object.entries(review.env).map(([name, value]) => [name, value.replaceAll(/\$\{\{.*?\}\}/g, '1')]),
      ),
      GITHUB_WORKSPACE: workspace,
      GITHUB_STEP_SUMMARY: summary,
    }
    const run = async (name: string): Promise<Ended> => {
      const step = review.steps.find((candidate) => candidate.name === name)
      const file = join(fake.directory, 'step.sh')
      await writeFile(file, `set -e\n${step?.run ?? 'exit 99'}\n`)
      return shell('bash', { args: [file], cwd: workspace, env })
    }
    return { run, summary }
  }
})

async function environmentOf(fake: FakeAgentServer): Promise<Record<string, string>> {
  const user = userEnvironment(fake.server)
  await mkdir(user.HOME ?? '', { recursive: true })
  return { ...user, PATH: `${await folderWithCommand(fake.directory)}:${user.PATH ?? ''}` }
}

function shell(
  file: string,
  { args = [], cwd, env }: { args?: string[]; cwd: string; env: Record<string, string> },
): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(file, args, { cwd, env }, (error, stdout) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout })
    })
  })
}
