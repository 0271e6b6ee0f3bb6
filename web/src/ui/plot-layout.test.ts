import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BAR_LABEL, BAR_NUMBER, barsLayout, columnsLayout, stackLayout } from './plot-layout.ts'

const group = (key: string, ...values: number[]) => ({ key, label: key, bars: values.map((value, index) => ({ key: String(index), label: '', value, total: 100 })) })

test('bars of all groups share one scale, and their tracks and numbers fit the width', () => {
  const narrow = barsLayout([group('a', 50, 0), group('b', 100)], 320)
  const [a, b] = narrow.groups
  assert.deepEqual([a!.x, b!.x, b!.y > a!.y + a!.bars.at(-1)!.y], [0, 0, true])
  assert.equal(b!.bars[0]!.length, 320 - BAR_LABEL - BAR_NUMBER)
  assert.equal(a!.bars[0]!.length * 2, b!.bars[0]!.length)
  assert.deepEqual([a!.bars[1]!.length, a!.bars[1]!.track], [0, b!.bars[0]!.track])
})

test('with room enough the groups stand in two columns of about the same height, none of them torn', () => {
  const { groups, height } = barsLayout([group('a', 1, 2, 3), group('b', 1), group('c', 1), group('d', 1, 2, 3)], 1000)
  assert.deepEqual(groups.map(({ x }) => x > 0), [false, false, true, true])
  assert.ok(height < barsLayout([group('a', 1, 2, 3), group('b', 1), group('c', 1), group('d', 1, 2, 3)], 400).height / 1.7)
})

test('yes goes up and no down from one line, in the same measure, and a little is still seen', () => {
  const { columns, zero, ticks } = columnsLayout([{ key: '1', up: 10, down: 10 }, { key: '2', up: 0, down: 0 }, { key: '3', up: 5000, down: 1 }], 400, 200)
  const of = (key: string) => columns.find((one) => one.key === key)
  const [up, down, little] = [of('up 1')!, of('down 1')!, of('down 3')!]
  assert.ok(Math.abs(up.y + up.height - zero) < 0.01 && Math.abs(down.y - zero) < 0.01)
  assert.equal(up.height, down.height)
  assert.deepEqual([of('up 2'), of('down 2')], [undefined, undefined])
  assert.equal(little.height, 1.5)
  assert.ok(ticks.some(({ value, at }) => value === 0 && at === zero) && ticks.every(({ value }) => Number.isInteger(value)))
})

test('an empty plot has an axis and no marks', () => {
  const { columns, ticks } = columnsLayout([{ key: '1', up: 0, down: 0 }], 300, 160)
  assert.deepEqual([columns, ticks.map(({ value }) => value)], [[], [0, 1]])
  assert.deepEqual(stackLayout([{ key: 'a', value: 0 }], 100), [])
  assert.ok(Number.isFinite(barsLayout([group('a', 0)], 300).height))
})

test('the parts of a whole fill the line, and nothing stands for nothing', () => {
  const parts = stackLayout([{ key: 'yes', value: 1 }, { key: 'no', value: 0 }, { key: 'none', value: 3 }], 202)
  assert.deepEqual(parts.map(({ key, x, width }) => [key, x, width]), [['yes', 0, 50], ['none', 52, 150]])
})
