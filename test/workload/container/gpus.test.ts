import { Backend, Control, Exemption, Gpus, Runtime } from '../../../src';
import { addTo, containerWith, refusal, testHost } from '../../assertions';

const exemptions = [Exemption.of(Control.DEVICES, 'it computes')];

test.each([
  [() => Gpus.count(0), 'The number of GPUs must be a whole number of at least 1; given: 0.'],
  [() => Gpus.count(1.5), 'The number of GPUs must be a whole number of at least 1; given: 1.5.'],
  [() => Gpus.devices(), 'The ids of GPUs must be at least one, without spaces and commas, as `nvidia-smi -L` lists them; given: []. '
    + 'For all GPUs, use Gpus.all().'],
  [() => Gpus.devices('0,1'), 'The ids of GPUs must be at least one, without spaces and commas, as `nvidia-smi -L` lists them; '
    + 'given: ["0,1"]. For all GPUs, use Gpus.all().'],
])('%s is refused', (create, message) => {
  expect(refusal(create)).toBe(message);
});

test('GPUs are devices of the host, so BASELINE needs an exemption', () => {
  expect(refusal(() => containerWith({ gpus: Gpus.all() }))).toBe('[stack/Host/Web] Host devices: the policy requires none, but '
    + 'the value is gpus (CIS Docker Benchmark 5.18). Remove them from `devices` and `gpus`, or add Exemption.of(Control.DEVICES, '
    + '\'the reason\') to `exemptions`.');
  expect(containerWith({ gpus: Gpus.all(), exemptions }).gpus).toBe('all');
});

test('a runtime that can\'t use devices of the host can\'t use GPUs', () => {
  const runtime = Runtime.of('own', { devices: false });
  expect(refusal(() => addTo(testHost(), { gpus: Gpus.all(), runtime, exemptions }))).toBe('[stack/Host/Web] With the runtime "own" a '
    + 'container cannot use GPUs. Leave `gpus` out, or use another runtime.');
});

test('kreuzwerker/docker supports all GPUs or none', () => {
  const host = () => testHost({ backend: Backend.KREUZWERKER });
  expect(containerWith({ gpus: Gpus.all(), exemptions }, Backend.KREUZWERKER).gpus).toBe('all');
  expect(refusal(() => addTo(host(), { gpus: Gpus.count(1), exemptions }))).toBe('[stack/Host/Web] A choice of GPUs is not supported by '
    + 'the back end kreuzwerker/docker: use Gpus.all(), or Backend.BERTH.');
});

test('kreuzwerker/docker can\'t remove the entry point of an image', () => {
  const host = testHost({ backend: Backend.KREUZWERKER });
  expect(refusal(() => addTo(host, { entryPoint: [] }))).toBe('[stack/Host/Web] An empty `entryPoint` is not supported by the back end '
    + 'kreuzwerker/docker: leave it out to run the image\'s own, or use Backend.BERTH.');
});
