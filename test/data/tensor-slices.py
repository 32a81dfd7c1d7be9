"""Writes tensor-slices.json: what NumPy takes of an array, and the gradient that flows back, for every form of a basic index."""
import json
import numpy as np

SHAPE = (4, 3, 2)
FORMS = """
x[0] x[2] x[-1] x[:] x[...] x[:4] x[:2] x[1:] x[1:3] x[-2:] x[:-1] x[-3:-1] x[::2] x[1::2] x[::-1] x[::-2] x[3:0:-1] x[2:2]
x[:100] x[-100:2] x[0,1] x[0,-1] x[-1,-1,-1] x[0,:] x[:,0] x[:,-1] x[:,:,0] x[...,1] x[...,-1] x[...,0:1] x[0,...] x[0,...,1]
x[...,None] x[None] x[None,...] x[:,None] x[1:3,None] x[None,1:3] x[1:3,None,0] x[:,None,:,None] x[...,None,0] x[1:3,0] x[0,1:3]
x[1:3,1:] x[1:3,::2,0] x[:,::-1] x[::2,::2,::-1] x[-2:,:-1,-1] x[(1,2)] x[(slice(1,3),0)] x[slice(2)] x[slice(1,None,2)]
x[slice(None,None,-1),1] x[Ellipsis,1] x[1][0] x[1:][0] x[:,1][...,0] x[np.newaxis,:,0] x[True+1] x[[0,1]] x[[slice(1,3),0]]
""".split()


def case(form):
    x = np.arange(1, 1 + np.prod(SHAPE), dtype=np.float32).reshape(SHAPE)
    # TensorFlow takes a list for a tuple.
    index = form.replace("[[", "[(").replace("]]", ")]")
    taken = eval(index, {"x": x, "np": np})
    weights = np.arange(1, 1 + taken.size, dtype=np.float32).reshape(taken.shape)
    gradient = np.zeros(SHAPE, np.float32)
    places = eval(index, {"x": np.arange(x.size).reshape(SHAPE), "np": np})
    np.add.at(gradient.reshape(-1), np.asarray(places).reshape(-1), weights.reshape(-1))
    return {"form": form, "shape": list(taken.shape), "value": taken.ravel().tolist(), "gradient": gradient.ravel().tolist()}


def main():
    cases = [case(form) for form in FORMS]
    with open(__file__.replace(".py", ".json"), "w") as file:
        rows = ",\n".join("  " + json.dumps(each, separators=(",", ":")) for each in cases)
        file.write('{"numpy":"%s","shape":%s,"cases":[\n%s\n]}\n' % (np.__version__, json.dumps(SHAPE), rows))


main()
