// One question per line on stdin, one answer per line on stdout, both JSON; in the order asked.
import readline from 'node:readline';

export async function answer(questions) {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { ask, ...about } = JSON.parse(line);
    let reply;
    try {
      reply = { answer: (await questions[ask](about)) ?? null };
    } catch (error) {
      reply = { error: error.name === 'Error' ? error.constructor.name : error.name, message: String(error.message) };
    }

    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
}
