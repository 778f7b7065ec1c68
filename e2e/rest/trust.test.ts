import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { preflightSchema, type Preflight } from '@specflow/workflow/schema'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import type { HttpResponse } from '../support/http.ts'
import { createProject } from '../support/project.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { until } from '../support/until.ts'

const AGENT = join(import.meta.dirname, '../support/fixtures/hooking-agent.mjs')
const LIST = '/api/workflow/list'

describe('W10 what a folder brings runs only when somebody has acknowledged it', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>
  let server: BuiltServer
  let project: string
  let projectId: string
  const launch = () =>
    startServer({
      directory: directory.path,
      env: { SPECFLOW_AGENT: 'claude', SPECFLOW_CLAUDE_BIN: AGENT, IS_SANDBOX: '1' },
    })
  beforeEach(async () => {
    directory = await temporaryDirectory()
    server = await launch()
    project = await createProject(directory.path, 'project')
    projectId = await server.api.register(project)
  })
  afterEach(async () => {
    await server[Symbol.asyncDispose]()
    await directory[Symbol.asyncDispose]()
  })

  const bringHook = (command: string) =>
    writeFile(
      join(project, '.claude/settings.json'),
      JSON.stringify({ hooks: { Stop: [{ hooks: [{ type: 'command', command }] }] } }),
    )
  const post = (path: string, body: object) => server.api.post(`/api/workflow/${path}`, body)
  const start = (more: object = {}) => post('start', { projectId, skill: 'review', ...more })
  const idOf = ({ json }: HttpResponse) => (json as { id: string }).id
  const completed = (id: string) => server.api.untilStatus(id, 'completed')
  const preflight = async (): Promise<Preflight & { hash: string }> => {
    const input = encodeURIComponent(JSON.stringify({ projectId, skill: 'review' }))
    const { json } = await server.api.get(`/api/trpc/project.preflight?input=${input}`)
    const read = preflightSchema.parse((json as { result: { data: unknown } }).result.data)
    return { ...read, hash: read.hash ?? '' }
  }
  const ran = (name: string) => existsSync(join(project, name))
  const refusedWith = (hash: string) => ({
    status: 412,
    json: { error: { code: 'TRUST_REQUIRED', details: { hash } } },
  })

  it('W10 a hook that nobody has acknowledged never runs, and the refusal tells what it is', async () => {
    await bringHook('touch hook-ran')
    const { brings, hash } = await preflight()

    const refused = await start()

    expect(refused).toMatchObject(refusedWith(hash))
    const { details, message } = (refused.json as { error: { details: unknown; message: string } }).error
    expect(details).toEqual({ hash, brings })
    expect(brings).toMatchObject([{ kind: 'hook', name: 'Stop', detail: 'touch hook-ran' }])
    expect(message).toContain(hash)
    expect(await start({ acknowledge: 'a'.repeat(64) })).toMatchObject(refusedWith(hash))
    expect((await server.api.get(LIST)).json).toMatchObject({ executions: [] })
    expect([ran('argv.json'), ran('hook-ran')]).toEqual([false, false])

    await completed(idOf(await start({ acknowledge: hash })))
    expect(ran('hook-ran')).toBe(true)
  })

  it('W10 the command, the hook and the words of the MCP server that were shown are those that run', async () => {
    await bringHook('echo "$0 $*" > hook-ran; echo shown >> hook-ran')
    const words = ['-c', 'printf "%s|" "$@" > server-ran', 'sh', 'two words', '']
    await writeFile(
      join(project, '.mcp.json'),
      JSON.stringify({ mcpServers: { tickets: { command: 'sh', args: words } } }),
    )
    const { brings, command, hash, isAcknowledged } = await preflight()
    expect(isAcknowledged).toBe(false)

    await completed(idOf(await start({ acknowledge: hash })))

    const argv = JSON.parse(readFileSync(join(project, 'argv.json'), 'utf8')) as unknown
    expect(argv).toEqual([command?.executable, ...(command?.arguments ?? [])])
    expect(brings.map(({ detail }) => detail)).toEqual([
      'echo "$0 $*" > hook-ran; echo shown >> hook-ran',
      'sh -c "printf \\"%s|\\" \\"$@\\" > server-ran" sh "two words" ""',
    ])
    expect(readFileSync(join(project, 'hook-ran'), 'utf8')).toContain('shown')
    expect(readFileSync(join(project, 'server-ran'), 'utf8')).toBe('two words||')
    expect((await preflight()).isAcknowledged).toBe(true)
  })

  it('W10 what was acknowledged is asked for no more, also by the next server, until it changes', async () => {
    await bringHook('touch first-ran')
    await completed(idOf(await start({ acknowledge: (await preflight()).hash })))
    await server.stop()
    server = await launch()
    await completed(idOf(await start()))

    await bringHook('touch second-ran')

    const { hash } = await preflight()
    expect(await start()).toMatchObject(refusedWith(hash))
    expect(ran('second-ran')).toBe(false)
    const path = join(server.home, 'acknowledgements.json')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readFile(path, 'utf8')).not.toContain(hash)
    await completed(idOf(await start({ acknowledge: hash })))
    expect(ran('second-ran')).toBe(true)
  })

  it('W10 a follow-up, a retry and an answer are asked too, and lose nothing when they are refused', async () => {
    const waiting = await server.api.untilStatus(idOf(await start({ input: 'ask' })), 'waiting_for_input')
    const questionId = waiting.questionSet?.questions[0]?.id ?? ''
    await bringHook('touch hook-ran')
    const { hash } = await preflight()
    const answer = { id: waiting.id, answers: { [questionId]: 'This one' }, requestId: 'answer-1' }

    expect(await post('answer', answer)).toMatchObject(refusedWith(hash))
    expect(await server.api.status(waiting.id)).toEqual(waiting)
    expect(ran('hook-ran')).toBe(false)
    expect((await post('answer', { ...answer, acknowledge: hash })).status).toBe(200)
    await completed(waiting.id)

    for (const [path, body] of [
      ['follow-up', { id: waiting.id, message: 'Go on.', requestId: 'follow-1' }],
      ['retry', { id: waiting.id, requestId: 'retry-1' }],
    ] as const) {
      await bringHook(`touch ${path}-ran`)
      const now = (await preflight()).hash
      expect(await post(path, body)).toMatchObject(refusedWith(now))
      expect(await post(path, { ...body, acknowledge: hash })).toMatchObject(refusedWith(now))
      const begun = await post(path, { ...body, acknowledge: now })
      expect(begun.status).toBe(201)
      await server.api.untilStatus(idOf(begun), path === 'retry' ? 'waiting_for_input' : 'completed')
      // The same request again is answered as before, whatever the folder brings by now.
      await bringHook('touch never-ran')
      expect(await post(path, body)).toMatchObject({ status: 200, json: { id: idOf(begun) } })
    }
    expect(ran('never-ran')).toBe(false)
  })

  it('W10 a hook that a run has put into the folder is not run by what was queued behind it', async () => {
    const first = idOf(await start({ input: `gate=${join(directory.path, 'gate')}` }))
    await until(() => ran('argv.json'), { what: 'the first run to have read the folder' })
    const second = idOf(await start())
    await bringHook('touch planted-ran')
    await writeFile(join(directory.path, 'gate'), '')

    const { error, runs } = await server.api.untilStatus(second, 'failed')

    expect(error).toMatchObject({
      code: 'TRUST_REQUIRED',
      message: expect.stringContaining('1 hook') as string,
    })
    expect(runs).toEqual([])
    expect((await completed(first)).status).toBe('completed')
    expect(ran('planted-ran')).toBe(false)
    await completed(idOf(await post('retry', { id: second, acknowledge: (await preflight()).hash })))
    expect(ran('planted-ran')).toBe(true)
  })

  it('W10 a file that cannot be understood is to be acknowledged too; a memory file and skills are not', async () => {
    await writeFile(join(project, 'CLAUDE.md'), 'Be kind.')
    expect(await preflight()).toMatchObject({ brings: [], hash: '', isAcknowledged: true })
    await completed(idOf(await start()))
    await writeFile(join(project, '.mcp.json'), '{"mcpServers": // tomorrow')
    const { brings, hash } = await preflight()
    expect(brings).toMatchObject([{ kind: 'unreadable', file: '.mcp.json' }])
    expect(await start()).toMatchObject(refusedWith(hash))
  })

  it('W10 damaged acknowledgements count for nothing, are told in health, and are kept aside', async () => {
    await bringHook('touch hook-ran')
    const { hash } = await preflight()
    await completed(idOf(await start({ acknowledge: hash })))
    await writeFile(join(server.home, 'acknowledgements.json'), '{"version":1,"folders":')
    const health = async () => {
      const { json, status } = await server.api.get('/api/health')
      const { problems } = json as { problems: { code: string }[] }
      return { status, codes: problems.map(({ code }) => code) }
    }

    expect(await start()).toMatchObject(refusedWith(hash))
    expect(await health()).toEqual({ status: 200, codes: ['ACKNOWLEDGEMENTS_UNREADABLE'] })
    await server.stop()
    server = await launch()
    await completed(idOf(await start({ acknowledge: hash })))
    await completed(idOf(await start()))

    expect(await health()).toEqual({ status: 200, codes: ['ACKNOWLEDGEMENTS_QUARANTINED'] })
    const [kept = ''] = await readdir(join(server.home, 'quarantine'))
    expect(kept).toMatch(/^acknowledgements\.json\./)
  })

  it('W10 a start whose acknowledgement cannot be written is 507 and starts nothing', async () => {
    await bringHook('touch hook-ran')
    const { hash } = await preflight()
    await mkdir(join(server.home, 'acknowledgements.json'))
    expect(await start({ acknowledge: hash })).toMatchObject({
      status: 507,
      json: { error: { code: 'STORAGE_UNWRITABLE' } },
    })
    expect((await server.api.get(LIST)).json).toMatchObject({ executions: [] })
    expect(ran('hook-ran')).toBe(false)
  })
})
