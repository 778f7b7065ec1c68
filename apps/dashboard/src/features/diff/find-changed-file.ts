import type { ChangedFile } from '@specflow/workflow/schema'

/** Where in the list the file stands that a path of the agent's means, or -1; it may be absolute, or begin at the project's folder. */
export function findChangedFile(files: readonly ChangedFile[], path: string, projectPath: string): number {
  const folder = `${projectPath.replace(/\/$/, '')}/`
  const inProject = path.startsWith(folder) ? path.slice(folder.length) : path
  const plain = inProject.replace(/^(?:\.\/)+/, '')
  return files.findIndex((file) => file.path === plain)
}
