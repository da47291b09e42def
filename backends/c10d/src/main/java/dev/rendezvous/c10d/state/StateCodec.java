package dev.rendezvous.c10d.state;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.c10d.pickle.PickleException;
import dev.rendezvous.c10d.pickle.PickleLimits;
import dev.rendezvous.c10d.pickle.PickleReader;
import dev.rendezvous.c10d.pickle.PickleWriter;
import java.util.Base64;

/**
 * The states of a run as they are stored: base64 of a pickle. One state that the other agents cannot read ends their job, so each is
 * read back before it is handed out.
 *
 * @param family which releases of PyTorch the other agents have
 * @param key where the state is stored, for messages
 */
public record StateCodec(Family family, String key) {

    /**
     * {@return the state that is stored}
     *
     * @param stored the bytes of the key
     * @throws RendezvousStateException if it is not a state of the family, naming the family, the field and the key
     */
    public RunState decode(byte[] stored) {
        try {
            byte[] pickle = Base64.getDecoder().decode(stored);
            return new StateReader(family).read(PickleReader.read(pickle, PickleLimits.USUAL));
        } catch (IllegalArgumentException e) {
            throw new RendezvousStateException(message("it is not base64"), e);
        } catch (PickleException e) {
            throw new RendezvousStateException(message(String.valueOf(e.getMessage())), e);
        } catch (StateException e) {
            throw new RendezvousStateException(message(String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * {@return the bytes to store}
     *
     * @param state a state with which this family can deal
     * @throws RendezvousStateException if they would not be read back as the same state
     */
    public byte[] encode(RunState state) {
        byte[] pickle = PickleWriter.write(new StateWriter(family).write(state));
        byte[] stored = Base64.getEncoder().encode(pickle);
        if (!decode(stored).equals(state)) {
            throw new RendezvousStateException("the state of the key " + key + " cannot be written for " + family
                    + " without a change, so it is not written: " + state);
        }
        return stored;
    }

    private String message(String problem) {
        return "the key " + key + " does not have a state of " + family + ": " + problem
                + "; set the option peer to the release of the agents that wrote it, and use another run id if they do not belong"
                + " to this job";
    }
}
