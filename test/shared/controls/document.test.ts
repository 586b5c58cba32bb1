import { fromDocument, PolicyDocument } from '../../../src/shared/controls/document';

test('reads controls, exemptions and shared folders from plain data', () => {
  const document = {
    privileged: 'denied',
    memory: '67108864',
    cpus: 'limited',
    seccomp: ['default'],
    capabilities: ['KILL', 'CHOWN'],
    apparmor: [],
    exemption: [{ control: 'capabilities', reason: 'it sets the clock' }],
    shared_folder: [{ path: '/srv', read_only: null }, { path: '/scratch', read_only: false }, { path: Symbol('unknown') }],
  };
  expect(fromDocument(document)).toEqual({
    controls: {
      privileged: 'denied', capabilities: ['CHOWN', 'KILL'], seccomp: 'default', apparmor: [], memory: 67108864, cpus: 'limited',
    },
    exemptions: [{ control: 'capabilities', reason: 'it sets the clock' }],
    sharedFolders: [{ path: '/srv', readOnly: true }, { path: '/scratch', readOnly: false }],
  });
});

test('a value that cannot be read asks for nothing', () => {
  const document = {
    privileged: 'maybe', memory: '-1', seccomp: [Symbol('unknown')], exemption: [{ control: 'magic', reason: '' }, undefined],
  } as unknown as PolicyDocument;
  expect(fromDocument(document)).toEqual({ controls: {}, exemptions: [], sharedFolders: [] });
});
