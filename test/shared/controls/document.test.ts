import fc from 'fast-check';
import { controls } from './values';
import { normalControls } from '../../../src/shared/controls/compare';
import { formOf, fromDocument, toDocument, PolicyDocument } from '../../../src/shared/controls/document';
import { BASELINE_CONTROLS, PRIVILEGED_CONTROLS, RESTRICTED_CONTROLS } from '../../../src/shared/controls/profiles';
import { CONTROL_NAMES } from '../../../src/shared/controls/table';

test('reading a written policy returns the same policy', () => {
  fc.assert(fc.property(controls, (policy) => {
    expect(fromDocument(toDocument(policy)).controls).toEqual(normalControls(policy));
  }));
});

const PROFILES = { PRIVILEGED: PRIVILEGED_CONTROLS, BASELINE: BASELINE_CONTROLS, RESTRICTED: RESTRICTED_CONTROLS };

test.each(Object.entries(PROFILES))('%s is the same after writing and reading', (_, policy) => {
  expect(fromDocument(toDocument(policy)).controls).toEqual(normalControls(policy));
});

test('values are strings and sets of strings', () => {
  fc.assert(fc.property(controls, (policy) => {
    for (const [name, value] of Object.entries(toDocument(policy))) {
      const isNames = Array.isArray(value) && value.every((each) => typeof each === 'string');
      expect(['names', 'calls'].includes(formOf(name as never)) ? isNames : typeof value === 'string').toBe(true);
    }
  }));
  expect(CONTROL_NAMES.map(formOf)).toContain('limit');
});

test('exemptions are written and read, too', () => {
  const exemptions = [{ control: 'capabilities', reason: 'it sets the clock' }] as const;
  const policy = { controls: { memory: 'limited' }, exemptions, sharedFolders: [] };
  expect(fromDocument(toDocument({ memory: 'limited' }, exemptions))).toEqual(policy);
});

test('shared folders are written and read, too', () => {
  const folders = [{ path: '/srv', readOnly: true }, { path: '/scratch', readOnly: false }];
  expect(toDocument({}, [], folders)).toEqual({
    shared_folder: [{ path: '/srv', read_only: true }, { path: '/scratch', read_only: false }],
  });
  expect(fromDocument(toDocument({}, [], folders)).sharedFolders).toEqual(folders);
  expect(fromDocument({ shared_folder: [{ path: '/srv', read_only: null }, { path: Symbol('unknown') }] }).sharedFolders)
    .toEqual([{ path: '/srv', readOnly: true }]);
});

test('a value that cannot be read asks for nothing', () => {
  const document = {
    privileged: 'maybe', memory: '-1', seccomp: [Symbol('unknown')], exemption: [{ control: 'magic', reason: '' }, undefined],
  } as unknown as PolicyDocument;
  expect(fromDocument(document)).toEqual({ controls: {}, exemptions: [], sharedFolders: [] });
});
