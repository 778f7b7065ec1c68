import { createSessions } from '../../../src/server/session/session.ts'
import { PORT } from './container.ts'

/** Sessions of a server that has a token and writes none. */
export function createTestSessions() {
  return createSessions({
    directory: '/nowhere',
    token: 'a'.repeat(43),
    host: '127.0.0.1',
    port: PORT,
    allowedHosts: [],
    now: () => new Date(),
  })
}
