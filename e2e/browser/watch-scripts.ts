import type { Page, Response } from '@playwright/test'

export interface LoadedScript {
  /** The path of its address. */
  path: string
  /** As transferred: compressed. */
  bytes: number
  text: string
}

/** Remembers every script that a page loads from now on, for whatever reason; answers with those that are there. */
export function watchScripts(page: Page): () => Promise<LoadedScript[]> {
  const scripts: Promise<LoadedScript>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(readScript(response))
  })
  return () => Promise.all(scripts)
}

async function readScript(response: Response): Promise<LoadedScript> {
  await response.finished()
  const { responseBodySize } = await response.request().sizes()
  return { path: new URL(response.url()).pathname, bytes: responseBodySize, text: await response.text() }
}
