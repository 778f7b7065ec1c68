import { z } from 'zod'

/** Of POST /api/session: what follows `#code=` in a sign-in link. */
export const signInInputSchema = z.strictObject({ code: z.string().min(1).max(200) })

export const signedInSchema = z.object({ signedIn: z.literal(true) })

export const signInLinkSchema = z.object({
  url: z.string(),
  urls: z
    .array(z.string())
    .meta({ description: 'The same link by every address that this server answers to.' }),
  expiresAt: z.iso.datetime(),
})

export const newTokenSchema = z.object({ token: z.string() })
