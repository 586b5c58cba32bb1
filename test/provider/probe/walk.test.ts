import { parseWalk } from '../../../provider/probe/walk';

/** Returns a record as the walker prints it. */
function record(path: string, name: string, value: Buffer | number): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt32LE(Buffer.byteLength(path, 'latin1'), 0);
  header.writeUInt32LE(Buffer.byteLength(name), 4);
  header.writeInt32LE(Buffer.isBuffer(value) ? value.length : value, 8);
  return Buffer.concat([header, Buffer.from(path, 'latin1'), Buffer.from(name), ...Buffer.isBuffer(value) ? [value] : []]);
}

test('reads attributes, failures and the number of entries', () => {
  const value = Buffer.from([0, 0xff, 0x80]);
  expect(parseWalk(Buffer.concat([
    record('.', 'user.a', value), record('.', 'user.b', Buffer.alloc(0)), record('./\xff/file', 'user.a', value), record('./x', '', -13),
    record('./y', 'user.gone', -61), record('', '', 7),
  ]))).toEqual({
    entries: 7,
    attributes: new Map([
      ['.', [{ name: 'user.a', value }, { name: 'user.b', value: Buffer.alloc(0) }]],
      ['./\xff/file', [{ name: 'user.a', value }]],
    ]),
    failures: [{ path: './x', errno: 13 }, { path: './y', errno: 61 }],
  });
});

test.each([0, 5, 12, 20])('refuses an output that is cut after %i bytes', (length) => {
  const output = Buffer.concat([record('.', 'user.a', Buffer.from('x')), record('', '', 1)]);
  expect(() => parseWalk(output.subarray(0, length))).toThrow('The list of extended attributes has no end');
});
