// What each action is called: the state it gives, what a person did, and what the page says when it is done.

const ACTIONS = {
  accept: { state: "accepted", did: "accepted", done: "Accepted" },
  edit: { state: "edited", did: "edited", done: "Edited" },
  reject: { state: "rejected", did: "rejected", done: "Rejected" },
  ask: { state: "asked about", did: "asked about", done: "Question noted" },
  restore: { state: "restored", did: "put back", done: "Put back" },
  undo: { state: "not reviewed", did: "took back a decision on", done: "Taken back" },
};

export const stateAfter = ({ action }) => ACTIONS[action]?.state ?? "not reviewed";
export const did = ({ action }) => ACTIONS[action]?.did ?? action;
export const done = (action) => ACTIONS[action]?.done ?? action;
