import { expect, test } from 'vitest'
import { startChildServer } from './support/child-server.ts'

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends a server without runs at once and cleanly',
  async (signal) => {
    await using server = await startChildServer()
    server.child.kill(signal)
    expect(await server.exitCode).toBe(0)
    expect(server.output()).toMatch(/^ready \d+\n\[close\]\n$/)
  },
)

test('SIGTERM leaves the runs alone, says how many there are, and ends at once', async () => {
  await using server = await startChildServer(['2'])
  server.child.kill('SIGTERM')
  expect(await server.exitCode).toBe(0)
  expect(server.output()).toContain(
    '2 runs go on until their deadline; start SpecFlow again to see them.\n[close]\n',
  )
})

test('a second Ctrl-C cancels every run before the server ends', async () => {
  await using server = await startChildServer(['2'])
  server.child.kill('SIGINT')
  await server.printed('Press Ctrl-C again within 10 s to cancel them.')
  server.child.kill('SIGINT')
  expect(await server.exitCode).toBe(0)
  expect(server.output()).toContain('[cancelAll]\n2 cancelled.\n[close]\n')
})

test('one Ctrl-C that arrives twice, as it does through npm, cancels nothing', async () => {
  await using server = await startChildServer(['1', '0', 'SIGINT'])
  server.child.kill('SIGINT')
  await server.printed('1 run goes on until its deadline; start SpecFlow again to see it.')
  server.child.kill('SIGTERM')
  expect(await server.exitCode).toBe(0)
  expect(server.output()).not.toContain('[cancelAll]')
})

test('SIGTERM instead of the second Ctrl-C ends the server and leaves the runs alone', async () => {
  await using server = await startChildServer(['1'])
  server.child.kill('SIGINT')
  await server.printed('Press Ctrl-C again')
  server.child.kill('SIGTERM')
  expect(await server.exitCode).toBe(0)
  expect(server.output()).not.toContain('[cancelAll]')
})

test('a run that cannot be proven dead is told, and in the exit code', async () => {
  await using server = await startChildServer(['3', '1'])
  server.child.kill('SIGINT')
  await server.printed('Press Ctrl-C again')
  server.child.kill('SIGINT')
  expect(await server.exitCode).toBe(1)
  expect(server.output()).toContain('2 cancelled.\n1 could not be proven to have ended')
})

test('a request that is being answered is answered before the server ends', async () => {
  await using server = await startChildServer()
  const port = /ready (\d+)/.exec(server.output())?.[1] ?? ''
  const answer = fetch(`http://127.0.0.1:${port}/`).then((response) => response.text())
  await server.printed('[request]')
  server.child.kill('SIGTERM')
  await server.printed('[close]')
  server.child.kill('SIGUSR2')
  await expect(answer).resolves.toBe('done')
  expect(await server.exitCode).toBe(0)
})
