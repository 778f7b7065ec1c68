import { z } from 'zod'

// As in the schemas of the workflow package, which the browser may not have loaded: pages forbid what zod compiles.
if ('document' in globalThis) z.config({ jitless: true })

export { z }
