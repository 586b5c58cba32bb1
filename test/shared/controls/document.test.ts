import fc from 'fast-check';
import { controls } from './values';
import { normalControls } from '../../../src/shared/controls/compare';
import { formOf, fromDocument, toDocument, PolicyDocument } from '../../../src/shared/controls/document';
import { BASELINE, PRIVILEGED, RESTRICTED } from '../../../src/shared/controls/profiles';
import { CONTROL_NAMES } from '../../../src/shared/controls/table';

test('what is written is read back as it was', () => {
  fc.assert(fc.property(controls, (policy) => {
    expect(fromDocument(toDocument(policy)).controls).toEqual(normalControls(policy));
  }));
});

test.each(Object.entries({ PRIVILEGED, BASELINE, RESTRICTED }))('%s is read back as it was', (_, policy) => {
  expect(fromDocument(toDocument(policy)).controls).toEqual(normalControls(policy));
});

test('values are strings and sets of strings', () => {
  fc.assert(fc.property(controls, (policy) => {
    for (const [name, value] of Object.entries(toDocument(policy))) {
      const isNames = Array.isArray(value) && value.every((each) => typeof each === 'string');
      expect(formOf(name as never) === 'names' ? isNames : typeof value === 'string').toBe(true);
    }
  }));
  expect(CONTROL_NAMES.map(formOf)).toContain('limit');
});

test('exemptions go with it', () => {
  const exemptions = [{ control: 'capabilities', reason: 'it sets the clock' }] as const;
  expect(fromDocument(toDocument({ memory: 'limited' }, exemptions))).toEqual({ controls: { memory: 'limited' }, exemptions });
});

test('what can\'t be read asks for nothing', () => {
  const document = { privileged: 'maybe', memory: '-1', seccomp: [Symbol('unknown')], exemption: [{ control: 'magic', reason: '' }, undefined] } as unknown as PolicyDocument;
  expect(fromDocument(document)).toEqual({ controls: {}, exemptions: [] });
});
