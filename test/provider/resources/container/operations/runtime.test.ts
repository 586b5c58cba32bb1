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

test.each([
  ['runc', OLD], ['io.containerd.runc.v2', OLD], ['io.containerd.kata.v2', NEW], ['/usr/local/bin/containerd-shim-kata-v2', NEW],
])('accepts the runtime %s, which the engine has', (runtime, engine) => {
  expect(refusal(runtime, engine)).toBe('');
});

const RELOAD = '(sudo systemctl reload docker; containers keep running)';

test('lists the available runtimes and shows how to register gVisor', () => {
  expect(refusal('runsc', OLD)).toBe(`The engine has no runtime "runsc"
It has io.containerd.runc.v2, runc. Its default is runc.

Install it on the host, register it in /etc/docker/daemon.json, and reload the engine ${RELOAD}:

{
  "runtimes": {
    "runsc": {
      "path": "/usr/local/bin/runsc"
    }
  }
}

Or use a runtime that the engine has.`);
});

test('registers Kata by its shim, which needs a new enough engine', () => {
  expect(refusal('kata', NEW)).toContain('"runtimeType": "io.containerd.kata.v2"');
  expect(refusal('kata', OLD)).toContain('Kata Containers needs Docker Engine 23.0 or newer.');
  expect(refusal('io.containerd.kata.v2', OLD)).toContain('Kata Containers needs Docker Engine 23.0 or newer.');
});

test('registers any other runtime by its path', () => {
  expect(refusal('crun', NEW)).toContain('"path": "/usr/local/bin/crun"');
  expect(refusal('io.containerd.runsc.v1', OLD)).toContain('use "runsc" as the `runtime`');
});
