// Runs a JSONata state machine with scripted answers instead of AWS: the state types and fields that kickstart emits,
// and no others (an unknown one throws, so nothing passes because it was not understood). Expressions are evaluated by
// the reference implementation of JSONata in the version that Step Functions documents.
'use strict';

const jsonata = require('jsonata');

const DATA_LIMIT = 262144; // bytes that may go from one state to the next
const FIELDS = {
  Pass: ['Comment', 'Assign', 'Next'],
  Task: ['Resource', 'Arguments', 'TimeoutSeconds', 'Retry', 'Catch', 'Assign', 'Output', 'Next', 'End'],
  Wait: ['Seconds', 'Next'],
  Choice: ['Comment', 'Choices', 'Default'],
  Parallel: ['Branches', 'Output', 'End'],
  Fail: ['Error', 'Cause'],
};

class StatesError extends Error {
  constructor(error, cause) {
    super(`${error}: ${cause}`);
    this.output = cause === undefined ? { Error: error } : { Error: error, Cause: cause };
  }
}

// `answers`: state name -> list of { result } | { error, cause }, with `times` for the same answer again and again
// (default 1). An answer that is missing, or left over, fails the run's test.
async function run(definition, input, answers) {
  if (definition.QueryLanguage !== 'JSONata') throw new Error('not a JSONata machine');
  const trace = { visited: [], calls: [], events: 2, seconds: 0 };
  const script = new Map(Object.entries(answers).map(([state, list]) => [state, list.map((a) => ({ times: 1, ...a }))]));

  function answer(name) {
    const list = script.get(name) ?? [];
    while (list.length > 0 && list[0].times === 0) list.shift();
    if (list.length === 0) throw new Error(`no answer is scripted for the next call of ${JSON.stringify(name)}`);
    list[0].times -= 1;
    return list[0];
  }

  async function evaluate(template, states, variables) {
    if (typeof template === 'string') {
      const expression = /^\{% (.*) %\}$/s.exec(template);
      if (!expression) return template;
      let value;
      try {
        value = await jsonata(expression[1]).evaluate(undefined, { states, ...variables });
      } catch (error) {
        throw new StatesError('States.QueryEvaluationError', `${template}: ${error.message}`);
      }
      if (value === undefined) throw new StatesError('States.QueryEvaluationError', `${template} gives nothing`);
      return JSON.parse(JSON.stringify(value));
    }
    if (Array.isArray(template)) return Promise.all(template.map((item) => evaluate(item, states, variables)));
    if (template && typeof template === 'object') {
      const entries = Object.entries(template).map(async ([key, item]) => [key, await evaluate(item, states, variables)]);
      return Object.fromEntries(await Promise.all(entries));
    }
    return template;
  }

  // Assign and Output both see the variables as they were before the state.
  async function leave(node, states, variables, byDefault) {
    const output = 'Output' in node ? await evaluate(node.Output, states, variables) : byDefault;
    const assigned = await evaluate(node.Assign ?? {}, states, variables);
    Object.assign(variables, assigned);
    if (Buffer.byteLength(JSON.stringify(output)) > DATA_LIMIT) throw new Error('States.DataLimitExceeded');
    return output;
  }

  async function task(name, state, input, variables) {
    const retries = new Map();
    for (;;) {
      try {
        const parameters = await evaluate(state.Arguments, { input }, variables);
        trace.calls.push({ state: name, resource: state.Resource, arguments: parameters });
        trace.events += 3;
        const { result, error, cause } = answer(name);
        if (error) throw new StatesError(error, cause);
        return { next: state.Next, output: await leave(state, { input, result }, variables, result) };
      } catch (error) {
        if (!(error instanceof StatesError)) throw error;
        const retrier = state.Retry.find((entry) => matches(entry.ErrorEquals, error.output.Error));
        const used = retries.get(retrier) ?? 0;
        if (retrier && used < retrier.MaxAttempts) {
          retries.set(retrier, used + 1);
          continue;
        }
        const catcher = state.Catch.find((entry) => matches(entry.ErrorEquals, error.output.Error));
        if (!catcher) throw error;
        const states = { input, errorOutput: error.output };
        return { next: catcher.Next, output: await leave(catcher, states, variables, error.output) };
      }
    }
  }

  async function step(name, state, input, variables) {
    const unknown = Object.keys(state).filter((key) => key !== 'Type' && !FIELDS[state.Type]?.includes(key));
    if (unknown.length > 0) throw new Error(`${name}: ${state.Type} with ${unknown} is not understood`);
    const states = { input };
    switch (state.Type) {
      case 'Pass':
        return { next: state.Next, output: await leave(state, states, variables, input) };
      case 'Task':
        return task(name, state, input, variables);
      case 'Wait':
        trace.seconds += state.Seconds;
        return { next: state.Next, output: input };
      case 'Choice':
        for (const rule of state.Choices) {
          const holds = await evaluate(rule.Condition, states, variables);
          if (typeof holds !== 'boolean') throw new Error(`${name}: ${rule.Condition} gives ${JSON.stringify(holds)}`);
          if (holds) return { next: rule.Next, output: await leave(rule, states, variables, input) };
        }
        return { next: state.Default, output: input };
      case 'Parallel': {
        const result = [];
        for (const branch of state.Branches) result.push(await scope(branch, input, { ...variables }));
        return { next: state.Next, output: await leave(state, { input, result }, variables, result) };
      }
      case 'Fail': {
        const [error, cause] = await evaluate([state.Error, state.Cause], states, variables);
        if (typeof error !== 'string' || typeof cause !== 'string') throw new Error(`${name}: not strings`);
        throw new StatesError(error, cause.slice(0, 32768));
      }
      default:
        throw new Error(`${name}: type ${state.Type} is not understood`);
    }
  }

  // A variable of an inner scope is not seen outside: hence the copy above.
  async function scope({ StartAt, States }, input, variables) {
    let [name, data] = [StartAt, input];
    while (name !== undefined) {
      if (!Object.hasOwn(States, name)) throw new Error(`there is no state ${JSON.stringify(name)}`);
      trace.visited.push(name);
      trace.events += 2;
      ({ next: name, output: data } = await step(name, States[name], data, variables));
    }
    return data;
  }

  let outcome;
  try {
    outcome = { output: await scope(definition, input, {}) };
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    outcome = { error: error.output.Error, cause: error.output.Cause };
  }
  const left = [...script].filter(([, list]) => list.some((entry) => entry.times > 0)).map(([state]) => state);
  if (left.length > 0) throw new Error(`never asked: ${left.join(', ')}; the run: ${JSON.stringify(outcome)}`);
  return { ...outcome, ...trace };
}

// States.ALL and States.TaskFailed see neither a runtime error nor (the latter) a timeout.
function matches(names, error) {
  if (names.includes(error)) return true;
  if (['States.Runtime', 'States.DataLimitExceeded'].includes(error)) return false;
  return names.includes('States.ALL') || (names.includes('States.TaskFailed') && error !== 'States.Timeout');
}

module.exports = { run };
