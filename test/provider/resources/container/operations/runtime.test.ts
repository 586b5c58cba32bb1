import { DiagnosticError } from '../../../../../provider/diagnostics/diagnostics';
import { checkRuntime } from '../../../../../provider/resources/container/operations/runtime';

const OLD = { info: { Runtimes: { 'runc': {}, 'io.containerd.runc.v2': {} }, DefaultRuntime: 'runc' }, apiVersion: '1.41' };
const NEW = { ...OLD, apiVersion: '1.43' };

function refusal(runtime: string, engine: typeof OLD): string {
  try {
    checkRuntime(runtime, engine);
    return '';
  } catch (error) {
    const [{ summary, detail }] = (error as DiagnosticError).diagnostics as unknown as [{ summary: string; detail?: string }];
    return `${summary}\n${detail}`;
  }
}

test.each([['runc', OLD], ['io.containerd.runc.v2', OLD], ['io.containerd.kata.v2', NEW], ['/usr/local/bin/containerd-shim-kata-v2', NEW]])('%s is there', (runtime, engine) => {
  expect(refusal(runtime, engine)).toBe('');
});

test('gVisor: what the engine has, and the lines that register it', () => {
  expect(refusal('runsc', OLD)).toBe(`The engine has no runtime "runsc"
It has io.containerd.runc.v2, runc, and takes runc by default.

Install it on the host, register it in /etc/docker/daemon.json, and have the engine read that (sudo systemctl reload docker; containers go on running):

{
  "runtimes": {
    "runsc": {
      "path": "/usr/local/bin/runsc"
    }
  }
}

Or take one that the engine has.`);
});

test('Kata: by its shim, or an engine that is new enough', () => {
  expect(refusal('kata', NEW)).toContain('"runtimeType": "io.containerd.kata.v2"');
  expect(refusal('kata', OLD)).toContain('Kata Containers needs Docker Engine 23.0 or newer.');
  expect(refusal('io.containerd.kata.v2', OLD)).toContain('Kata Containers needs Docker Engine 23.0 or newer.');
});

test('any other: by its path', () => {
  expect(refusal('crun', NEW)).toContain('"path": "/usr/local/bin/crun"');
  expect(refusal('io.containerd.runsc.v1', OLD)).toContain('the runtime is then "runsc"');
});
