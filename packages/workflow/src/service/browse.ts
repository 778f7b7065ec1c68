import { homedir } from 'node:os'
import { listFolders } from '../folders/list-folders.ts'
import type { BrowsedFolder, BrowseInput } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'

/** What can be registered, from the home directory on. Throws `PROJECT_PATH_INVALID`. */
export async function browseFolders(
  { projects }: ServiceContext,
  { path = homedir() }: BrowseInput,
): Promise<BrowsedFolder> {
  const registered = new Set((await projects.list()).map((project) => project.path))
  return listFolders({ path, registered })
}
