import { expect, it } from 'vitest'
import { runCommandLine } from '../../src/run-command-line.ts'
import { apiServer } from '../support/api-server.ts'
import { testWorld } from '../support/world.ts'

const CODE = 'c'.repeat(43)
const environment = { SPECFLOW_TOKEN: 'secret' }

/** What happened to what a server answers to the request for a link; the answer is given its address. */
async function open(answer: (origin: string) => object | undefined, ...options: string[]) {
  const answers: Record<string, { body: unknown }> = {}
  await using server = await apiServer(answers)
  const body = answer(server.url)
  if (body) answers['/api/session/link'] = { body }
  const opened: string[] = []
  const world = testWorld({
    environment,
    openInBrowser: (url) => {
      opened.push(url)
      return Promise.reject(new Error('there is no browser'))
    },
  })
  const given = ['open', '--url', server.url, ...options]
  const code = await runCommandLine({ arguments: given, world, version: '1.2.3' })
  return { code, opened, out: world.out(), err: world.err(), origin: server.url, requests: server.requests }
}

it('prints and opens the link that it asks for with the token', async () => {
  const { code, opened, origin, out, requests } = await open((own) => ({ url: `${own}/#code=${CODE}` }))
  expect(code).toBe(0)
  expect(out).toBe(`${origin}/#code=${CODE}\n`)
  expect(opened).toEqual([`${origin}/#code=${CODE}`])
  expect(requests).toEqual([{ path: '/api/session/link', authorization: 'Bearer secret', body: '' }])
})

it('only prints it where that is asked for', async () => {
  const { code, opened } = await open((own) => ({ url: `${own}/#code=${CODE}` }), '--no-browser')
  expect([code, opened]).toEqual([0, []])
})

it('needs no link where the server asks for no token', async () => {
  const { code, origin, out } = await open(() => undefined, '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toEqual({ url: origin })
})

it('takes the one of several that is of the address at which the server was reached', async () => {
  const other = `http://127.0.0.1:4747/#code=${CODE}`
  const { opened, origin } = await open((own) => ({ url: other, urls: [other, `${own}/#code=${CODE}`] }))
  expect(opened).toEqual([`${origin}/#code=${CODE}`])
})

it('takes the first of several where none is of that address, as behind a tunnel', async () => {
  const urls = [`https://box.lan/#code=${CODE}`, `http://127.0.0.1:4747/#code=${CODE}`]
  expect((await open(() => ({ url: urls[1], urls }))).opened).toEqual([urls[0]])
})

it.each<[string, (origin: string) => object]>([
  ['a file', () => ({ url: `file:///etc/passwd#code=${CODE}` })],
  ['a file among several', (own) => ({ url: own, urls: [`file:///etc/passwd#code=${CODE}`] })],
  ['a program', () => ({ url: `vscode://any/#code=${CODE}`, urls: [`vscode://any/#code=${CODE}`] })],
  ['a page elsewhere', () => ({ url: `https://evil.example/#code=${CODE}` })],
  ['the name as a user elsewhere', (own) => ({ url: `${own}@evil.example/#code=${CODE}` })],
  ['a page without a code', (own) => ({ url: `${own}/`, urls: [`${own}/`] })],
  ['a code that is too short', (own) => ({ url: `${own}/#code=short` })],
  ['a code with more behind it', (own) => ({ url: `${own}/#code=${CODE}&more` })],
  ['no address', () => ({ url: 'nowhere', urls: [5, 'nowhere'] })],
])('refuses %s in place of a link, and opens nothing', async (_what, answer) => {
  const { code, err, opened, origin, out } = await open(answer)
  expect([code, opened, out]).toEqual([1, [], ''])
  expect(err).toContain(`${origin} answered with something that is no sign-in link of its own, and nothing`)
})
