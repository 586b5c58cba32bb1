import { runCommand } from './command-line';
import { escaped } from './isolation/attacker';
import { drawTable, listDetails } from './isolation/table';
import { IsolationTrial } from './isolation/trial';
import { output } from '../console/output';
import { provideEngine } from '../engine/provide-engine';
import { ISOLATION_IMAGES } from '../images/image-names';
import { provideImages } from '../images/provide-images';
import { demoState } from '../machine/state-folder';
import { Example } from '../terraform/example';
import { installedTerraform } from '../terraform/installed-version';

const HELP = `npm run demo:isolation              run a workload and an attacker at each combination of privilege and kernel,
                                    and print what stops which attempt
npm run demo:isolation -- destroy   remove them

Options, variables and \`npm run demo -- remove-engine\` are those of \`npm run demo\`.`;

async function attack(own: boolean): Promise<void> {
  output.heading('Prerequisites');
  output.step(`Terraform ${await installedTerraform()} is installed.`);
  const engine = await provideEngine(demoState(), { own });
  await provideImages(engine, demoState(), ISOLATION_IMAGES);
  const trial = await IsolationTrial.on(engine);
  if (trial.leftOut !== undefined) output.step(trial.leftOut);

  output.heading('A workload and an attacker at each combination');
  output.step('Synthesizing examples/isolation/main.ts and applying it …');
  await trial.apply();

  output.heading('The attempts from inside the attackers\' containers, and what stopped each');
  const outcomes = await trial.run();
  output.line(drawTable(outcomes));
  output.heading('What the attackers report');
  output.line(listDetails(outcomes));
  output.line();
  const escapes = escaped(outcomes);
  if (escapes.length > 0) throw new Error(`${escapes.length} forbidden attempts succeeded. This is a bug: please report it.`);
  output.line('Every attempt that a policy forbids was stopped. examples/isolation/README.md explains the table.');
  output.line('To remove the containers:  npm run demo:isolation -- destroy');
}

async function destroy(own: boolean): Promise<void> {
  await installedTerraform();
  const engine = await provideEngine(demoState(), { own });
  const example = new Example('isolation', engine.environment);
  if (!example.hasState) return output.step('There is nothing to remove.');
  output.step('terraform destroy: removes workloads and attackers …');
  await example.destroy();
}

void runCommand(HELP, { run: attack, destroy });
