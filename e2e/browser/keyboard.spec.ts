import type { Locator, Page } from '@playwright/test'
import { expect, expectStatus, openSampleProject, test } from './dashboard.ts'

const MOST_STOPS = 60

test('a skill is started and answered with the keyboard alone', async ({ complaints, page, server }) => {
  await openSampleProject(page, server)

  await tabTo(page, page.getByRole('button', { name: 'Start demo-ask' }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Start demo-ask' })
  await tabTo(page, dialog.getByLabel('Input (optional)'))
  await page.keyboard.type('by keyboard')
  await tabTo(page, dialog.getByRole('button', { name: 'Start', exact: true }))
  await page.keyboard.press('Enter')
  await expectStatus(page, 'Waiting for input')

  await tabTo(page, page.getByRole('radio', { name: 'Short' }))
  await page.keyboard.press('Space')
  // The choice follows the focus while the key is down, as under a person's finger.
  await page.keyboard.down('ArrowDown')
  await expect(page.getByRole('radio', { name: 'Thorough' })).toBeChecked()
  await page.keyboard.up('ArrowDown')
  await tabTo(page, page.getByRole('textbox', { name: 'Who is going to read it?' }))
  await page.keyboard.type('Me')
  await tabTo(page, page.getByRole('button', { name: 'Send answers' }))
  await page.keyboard.press('Enter')

  const steps = page.getByRole('checkbox', { name: 'Steps' })
  await expect(steps).toBeVisible()
  await tabTo(page, steps)
  await page.keyboard.press('Space')
  await expect(steps).toBeChecked()
  await tabTo(page, page.getByRole('button', { name: 'Send answers' }))
  await page.keyboard.press('Enter')

  await expectStatus(page, 'Completed')
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('Thorough')
  expect(complaints).toEqual([])
})

test('Escape closes the dialog of a start and the focus is where it was', async ({
  complaints,
  page,
  server,
}) => {
  await openSampleProject(page, server)
  const start = page.getByRole('button', { name: 'Start demo-long' })

  await tabTo(page, start)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')

  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(start).toBeFocused()
  expect(complaints).toEqual([])
})

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  await element.waitFor()
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await element.evaluate((node) => node === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${String(MOST_STOPS)} times Tab do not lead to ${String(element)}.`)
}
