import { z } from 'zod'

// zod tries whether it may compile its checks by `new Function`. A page whose content policy forbids that reports each try
// as a violation, so browsers do without. A schema decides when it is made, so every schema takes zod from here.
if ('document' in globalThis) z.config({ jitless: true })

export { z }
