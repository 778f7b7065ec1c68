import { z } from './zod.ts'

export const browseInputSchema = z.strictObject({ path: z.string().min(1).max(4_096).optional() })

/** Folders of one answer at most. */
export const MAX_FOLDERS = 1_000

/** The folders in a folder of the server's machine. `parent` is absent at the root. */
export const browsedFolderSchema = z.object({
  path: z.string(),
  parent: z.string().optional(),
  directories: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      isGit: z.boolean(),
      /** It has a folder `.claude`. */
      hasClaude: z.boolean(),
      isRegistered: z.boolean(),
    }),
  ),
  isTruncated: z.boolean(),
})

export type BrowseInput = z.infer<typeof browseInputSchema>
export type BrowsedFolder = z.infer<typeof browsedFolderSchema>
