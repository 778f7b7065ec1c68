import { ok, type Check } from '../finding.ts'

/** One server at a time owns a state directory. */
export const checkOwner: Check = async ({ ownership }) => {
  const found = await ownership
  switch (found.kind) {
    case 'nobody':
      return ok('No server is running.')
    case 'server': {
      const { pid, url } = found.owner
      return ok(`Owned by ${found.isUs ? 'this server' : 'a running server'}: pid ${String(pid)} at ${url}.`)
    }
    case 'dead':
      return {
        status: 'warning',
        detail: `The lock is stale: its server (pid ${String(found.owner.pid)} at ${found.owner.url}) is gone.`,
        remedy: 'The next start takes it over; npm run doctor -- --fix takes it away.',
        fixable: true,
      }
    case 'elsewhere':
      return {
        status: 'warning',
        detail: `Owned by a server of the machine ${found.owner.host}, where nobody can look from here.`,
        remedy: `If no SpecFlow server runs there any more, delete owner.json in the state directory.`,
      }
  }
}
