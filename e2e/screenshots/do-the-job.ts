import type { Page } from '@playwright/test'

export interface Addresses {
  project: string
  /** An execution with two questions open. */
  asking: string
  /** One that was asked, answered and completed. */
  answered: string
  /** One that runs until it is cancelled. */
  running: string
}

/** Does the main job as a person does it, and leaves executions in every state that a picture shows. */
export async function doTheJob(page: Page, origin: string): Promise<Addresses> {
  await page.goto(origin)
  await page.getByRole('link', { name: 'Sample project' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Sample project' }).waitFor()
  const project = page.url()

  await startSkill(page, { project, skill: 'demo-complete', input: 'The readme, for newcomers' })
  await page.getByRole('region', { name: 'Result' }).waitFor()

  await startSkill(page, { project, skill: 'demo-long', input: 'All of the tests, slowly' })
  await page.getByRole('button', { name: 'Cancel execution' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel execution' }).click()
  await page.getByRole('region', { name: 'Stop receipt' }).waitFor()

  const answered = await startSkill(page, { project, skill: 'demo-ask', input: 'The release notes' })
  await page.getByRole('radio', { name: 'Short' }).check()
  await page.getByRole('textbox', { name: 'Who is going to read it?' }).fill('Customers')
  await page.getByRole('button', { name: 'Send answers' }).click()
  await page.getByRole('checkbox', { name: 'Summary' }).check()
  await page.getByRole('button', { name: 'Send answers' }).click()
  await page.getByRole('region', { name: 'Result' }).waitFor()

  const asking = await startSkill(page, { project, skill: 'demo-ask', input: 'The design document' })
  await page.getByRole('region', { name: 'Questions' }).waitFor()
  const running = await startSkill(page, { project, skill: 'demo-long', input: 'The nightly report' })
  await page.getByText('Running').first().waitFor()
  return { project, asking, answered, running }
}

async function startSkill(
  page: Page,
  { project, skill, input }: { project: string; skill: string; input: string },
): Promise<string> {
  await page.goto(project)
  await page.getByRole('button', { name: `Start ${skill}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /^Input/ }).fill(input)
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await page.waitForURL(/\/executions\//)
  return page.url()
}
