import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'

/** What a model, a file or a folder might say to take over a page. */
export const HOSTILE_TEXTS: readonly string[] = Object.values(
  JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/hostile-texts.json'), 'utf8')) as Record<
    string,
    string
  >,
)

/** What is in a part of the page that could run, load, send or lead somewhere else; and whether anything has run. */
export function dangersIn(page: Page, part = 'main'): Promise<string[]> {
  return page.evaluate((selector) => {
    const found: string[] = []
    if ('pwned' in globalThis || 'pwned' in {}) found.push('it ran')
    const forbidden =
      'script, iframe, frame, object, embed, applet, form[action], link, meta, base, style, img, picture, video, audio, [srcdoc], [formaction]'
    for (const root of document.querySelectorAll(selector)) {
      for (const element of root.querySelectorAll(forbidden)) found.push(element.outerHTML)
      for (const element of root.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
          if (/^on/i.test(name)) found.push(`${name}=${value}`)
          if (/^(?:href|xlink:href|src|action)$/i.test(name)) {
            const { protocol, origin } = new URL(value, location.href)
            const isOwn = origin === location.origin && value.startsWith('/')
            const isOutside =
              ['http:', 'https:', 'mailto:'].includes(protocol) && element.getAttribute('target') === '_blank'
            if (!isOwn && !isOutside) found.push(`${name}=${value}`)
          }
        }
      }
    }
    return found
  }, part)
}

/** Every dialogue, every page that opens, and every document that is loaded into this one. */
export function watch(page: Page): string[] {
  const events: string[] = []
  page.on('dialog', (dialog) => {
    events.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', (popup) => events.push(`popup: ${popup.url()}`))
  page.on('frameattached', (frame) => events.push(`frame: ${frame.url()}`))
  page.on('domcontentloaded', (loaded) => events.push(`loaded: ${loaded.url()}`))
  return events
}

/** Every request of the browser that is for anybody but the server, whichever page or worker makes it. None of them leaves. */
export async function keepWithin(context: BrowserContext, origin: string): Promise<string[]> {
  const strangers: string[] = []
  await context.route(
    (url) => url.origin !== origin,
    async (route) => {
      strangers.push(route.request().url())
      await route.abort()
    },
  )
  return strangers
}
