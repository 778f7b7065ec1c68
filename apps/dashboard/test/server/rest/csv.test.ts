import { expect, test } from 'vitest'
import { csvLine } from '../../../src/server/rest/csv.ts'

test.each([
  [['a', 1, undefined, ''], 'a,1,,\r\n'],
  [['a,b', 'say "no"', 'two\nlines'], '"a,b","say ""no""","two\nlines"\r\n'],
  [['=1+1', '+1', '-1', '@sum'], "'=1+1,'+1,'-1,'@sum\r\n"],
  [['\tx', '\r=x'], `'\tx,"'\r=x"\r\n`],
  [['=HYPERLINK("http://x","y")'], `"'=HYPERLINK(""http://x"",""y"")"\r\n`],
  [['Größe 🌱'], 'Größe 🌱\r\n'],
])('%j', (cells, line) => {
  expect(csvLine(cells)).toBe(line)
})
