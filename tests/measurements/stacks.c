/* Tests of what is taken from small files, and of what is refused, with its place. */
#include "measurements/stacks.h"

#include <math.h>
#include <string.h>

#include <glib.h>

#include "measurements/exports.h"
#include "measurements/stack_values.h"
#include "measurements/stack_warnings.h"
#include "shared/folder.h"
#include "shared/rows.h"

struct row {
    const char *name;
    const char *text;
    const char *patterns[2];
    const char *kind;
    const char *order;
    const char *step;
    const char *result; /* the layers and their values, or the error after the path */
};

/* What several messages say. */
#define NO_LAYERS                                                                                  \
    "no layers: expected names that differ by a number, such as layers.0.weight and "              \
    "layers.1.weight"
#define NAMES_NEED_A_KEY                                                                           \
    "; a column of names must be called one of: layer, layers, layer_name, parameter, param, "     \
    "name, module, tag, variable, metric, key, param_name"

static const struct row rows[] = {
    /* tables with a column for each layer */
    {.name = "by number",
     .text = "step,a.10.w,a.2.w,a.1.w\n1,3,2,1\n",
     .result = "a.1.w=1 a.2.w=2 a.10.w=3"},
    {.name = "order of the file",
     .text = "step,a.10.w,a.2.w,a.1.w\n1,3,2,1\n",
     .order = "file",
     .result = "a.10.w=3 a.2.w=2 a.1.w=1"},
    {.name = "rows of one step",
     .text = "step,a.0.w,a.1.w,a.2.w,loss\n5,1,,,\n5,,2,3,0.1\n6,,,,9\n",
     .result = "a.0.w=1 a.1.w=2 a.2.w=3"},
    {.name = "the step of pandas",
     .text = "_step,a.0,a.1,a.2\n19.0,1,2,3\n",
     .step = "19",
     .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "no step", .text = "a.0,a.1,a.2\n1,2,3\n", .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "the first step",
     .text = "step,a.0,a.1,a.2\n7,1,2,3\n9,4,5,6\n",
     .step = "first",
     .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "falling steps",
     .text = "step,a.0,a.1,a.2\n9,4,5,6\n7,1,2,3\n",
     .result = "a.0=4 a.1=5 a.2=6"},
    {.name = "a family of weights",
     .text = "step,a.0.weight,a.1.weight,a.2.weight,b.0,b.1\n1,1,2,3,8,9\n",
     .result = "a.0.weight=1 a.1.weight=2 a.2.weight=3"},
    {.name = "a column of runs",
     .text = "run,step,a.0,a.1,a.2\nx,1,1,2,3\ny,1,4,5,6\n",
     .result = "a.0=1 a.1=2 a.2=3; a.0=4 a.1=5 a.2=6"},
    {.name = "runs before the names",
     .text = "Step,x - a.0,y - a.0,x - a.1,y - a.1,x - a.2,y - a.2\n1,1,4,2,5,3,6\n",
     .result = "a.0=1 a.1=2 a.2=3; a.0=4 a.1=5 a.2=6"},
    {.name = "one of the runs",
     .text = "Step,x - a.0,y - a.0,x - a.1,y - a.1,x - a.2,y - a.2\n1,1,4,2,5,3,6\n",
     .patterns = {"y - a.*"},
     .result = "a.0=4 a.1=5 a.2=6"},
    {.name = "quoted cells, spaces, no last line end",
     .text = "\"step\",\"a,\"\"0\", \"a,\"\"1\",x\n",
     .result = ":1:17: expected a comma or the end of the row, found a quote"},
    {.name = "quoted names",
     .text = "step,\"a,\"\"0\",\"a,\"\"1\",\"a,\"\"2\"\n1, 1 ,2,\"3\"",
     .result = "a,\"0=1 a,\"1=2 a,\"2=3"},
    {.name = "not finite",
     .text = "step,a.0,a.1,a.2,a.3,a.4,a.5\n1,nan,Infinity,0,4,5,6\n",
     .result = "a.0(nan) a.1(inf) a.2(zero) a.3=4 a.4=5 a.5=6"},
    {.name = "patterns of one shape",
     .text = "a.0.c1,a.0.c2,a.1.c2,a.1.c1\n1,2,4,3\n",
     .patterns = {"a.*.c1", "a.*.c2"},
     .result = "a.0.c1=1 a.0.c2=2 a.1.c1=3 a.1.c2=4"},

    {.name = "tabs",
     .text = "step\ta.0\ta.1\ta.2\n1\t 1\t\"2\"\t3\r\n",
     .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "tabs beside commas",
     .text = "step\t,a.0,a.1,\ta.2\n1,1,2\t,3\n",
     .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "semicolons and decimal commas",
     .text = "step;a.0;\"a,1\";a.2\n1;0,5;\"1,5\";2.5\n",
     .patterns = {"a.*", "a,*"},
     .order = "file",
     .result = "a.0=0.5 a,1=1.5 a.2=2.5"},
    {.name = "the delimiter in a line of its own",
     .text = "sep=;\r\nlayer;g\r\na.0;0,5\r\na.1;1,5\r\na.2;2\r\n",
     .result = "a.0=0.5 a.1=1.5 a.2=2"},
    {.name = "the delimiter in quotes",
     .text = "\"sep=;\"\nlayer;g\na.0;0,5\na.1;1,5\na.2;2\n",
     .result = "a.0=0.5 a.1=1.5 a.2=2"},
    {.name = "delimiters in quotes",
     .text = "Step,\"a;b;c;d;e - a.0\",\"a;b;c;d;e - a.1\",\"a;b;c;d;e - a.2\"\n1,2,3,4\n",
     .result = "a.0=2 a.1=3 a.2=4"},
    {.name = "a comment with names in quotes",
     .text = "# today\n# step,\"a;;;;.0\",\"a;;;;.1\",\"a;;;;.2\"\n1,0.5,\"0.25\",0.125\n",
     .result = "a;;;;.0=0.5 a;;;;.1=0.25 a;;;;.2=0.125"},
    {.name = "a comment with the names",
     .text = "# run 7, today\n# step,a.0,a.1,a.2\n1,0.5,0.25,0.125\n",
     .result = "a.0=0.5 a.1=0.25 a.2=0.125"},
    {.name = "comments before the names",
     .text = "#three, words, here, and\n\n# more\nstep,a.0,a.1,a.2\n1,2,3,4\n",
     .result = "a.0=2 a.1=3 a.2=4"},
    {.name = "whole numbers as names", .text = "0,1,2\n1,2,3\n", .result = "0=1 1=2 2=3"},

    /* tables with a row for each layer */
    {.name = "output first",
     .text = "step,layer,grad_norm\n0,2,3\n0,1,2\n0,0,1\n",
     .result = "0=1 1=2 2=3"},
    {.name = "a missing value of a known layer",
     .text = "step,layer,grad_norm,\n0,a.0,1,\n0,a.1,,\n0,a.2,3,\n0,a.3,4,\n",
     .result = "a.0=1 a.1(missing) a.2=3 a.3=4"},
    {.name = "ave_grads by default",
     .text = "layers,ave_grads,max_grads\na.0,1,9\na.1,2,9\na.2,3,9\n",
     .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "--column",
     .text = "layers,ave_grads,max_grads\na.0,1,7\na.1,2,8\na.2,3,9\n",
     .kind = "max_grads",
     .result = "a.0=7 a.1=8 a.2=9"},

    {.name = "names without numbers in the order of the file",
     .text = "layer,grad_norm\nfirst,1\nsecond,2\nsecond bias,9\n,9\nthird,4\n",
     .order = "file",
     .result = "first=1 second=2 third=4"},
    {.name = "of numpy.savetxt",
     .text = "# layer;grad_norm\n9.000e+00;1,0e0\n1.000e+01;2,0e0\n1.100e+01;4,0e0\n",
     .result = "9=1 10=2 11=4"},
    {.name = "whole numbers and floats as names",
     .text = "layer,grad_norm\n3.0,8\n2,4\n1.0,2\n10,16\n",
     .result = "1=2 2=4 3=8 10=16"},
    {.name = "whole numbers and floats as names of one layer",
     .text =
         "step,layer,g\n0,-0.0,9\n0,1,9\n0,2,9\n1,0.0,9\n1,1.0,9\n1,2.0,9\n2,0,1\n2,1,2\n2,2,4\n",
     .result = "0=1 1=2 2=4"},
    {.name = "the first of them stands where the layer is in the file",
     .text = "step,layer,g\n0,2.0,4\n0,1,2\n0,0,1\n1,2,4\n1,1,2\n1,0,1\n",
     .order = "file",
     .result = "2=4 1=2 0=1"},
    {.name = "a whole number and a float as names of one layer at one step",
     .text = "layer,g\n1,1\n2,2\n3,4\n1.0,7\n",
     .result = ":5:5: a second value of \"1\", and no column of steps; its name must be one of: "
               "epoch, batch, iter, iteration, global_step, trainer/global_step, step, _step"},
    {.name = "numbers that are not all whole",
     .text = "layer,grad_norm\n1.0,1\n1.1,2\n2.0,3\n",
     .result = "1.0=1 1.1=2 2.0=3"},
    {.name = "a table that pandas has melted",
     .text = "step,variable,value\n0,a.0,1\n0,a.1,2\n0,a.2,3\n",
     .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "weights of TensorFlow",
     .text = "epoch,d_1/kernel:0,d_1/bias:0,d_2/kernel:0,d_2/bias:0,d_3/kernel:0,d_3/bias:0\n"
             "1,1,7,2,8,3,9\n",
     .result = "d_1/kernel:0=1 d_2/kernel:0=2 d_3/kernel:0=3"},
    {.name = "the first layer of Keras has no number",
     .text = "epoch,d_1/kernel:0,d/kernel:0,d_10/kernel:0,d_2/kernel:0,e/kernel:0\n1,2,1,4,3,9\n",
     .result = "d/kernel:0=1 d_1/kernel:0=2 d_2/kernel:0=3 d_10/kernel:0=4"},
    {.name = "a layer with the number 0, and one without a number",
     .text = "d/kernel,d_0/kernel,d_1/kernel,d_2/kernel\n9,1,2,3\n",
     .result = "d_0/kernel=1 d_1/kernel=2 d_2/kernel=3"},
    {.name = "a total is no first layer",
     .text = "grad_norm,grad_norm_1,grad_norm_2,grad_norm_3\n9,1,2,3\n",
     .result = "grad_norm_1=1 grad_norm_2=2 grad_norm_3=3"},
    {.name = "nor by a pattern",
     .text = "norm,norm_1,norm_2,norm_3\n9,1,2,3\n",
     .patterns = {"norm_*"},
     .result = "norm_1=1 norm_2=2 norm_3=3"},
    {.name = "the same by a pattern",
     .text = "d/kernel,d/bias,d_1/kernel,d_1/bias,d_2/kernel,d_2/bias\n1,7,2,8,3,9\n",
     .patterns = {"d_*/kernel"},
     .result = "d/kernel=1 d_1/kernel=2 d_2/kernel=3"},

    /* JSON */
    {.name = "JSON lines",
     .text = "{\"step\":1,\"total\":9,\"g\":{\"10\":3,\"2\":2,\"1\":1}}\n",
     .result = "1=1 2=2 10=3"},
    {.name = "an array of records",
     .text = "[{\"g\":{\"0\":1,\"1\":2,\"2\":3},\"step\":1},\n{\"step\":2,\"g\":[4,5,6]}]",
     .result = "0=4 1=5 2=6"},
    {.name = "flat records",
     .text = "{\"a.0\": 1, \"a.1\": null, \"a.2\": 2, \"a.3\": 3, \"step\": 4}\n",
     .result = "a.0=1 a.1(missing) a.2=2 a.3=3"},
    {.name = "nested keys",
     .text = "{\"g\": {\"a\": {\"0\": 1, \"1\": 2, \"2\": \"NaN\", \"3\": 1e1, \"4\": 3}}}",
     .result = "a.0=1 a.1=2 a.2(nan) a.3=10 a.4=3"},
    {.name = "a record for each layer",
     .text = "{\"step\":1,\"layer\":\"a.0\",\"g\":1}\n{\"step\":1,\"layer\":\"a.1\",\"g\":2}\n"
             "{\"step\":1,\"layer\":\"a.2\",\"g\":3}\n",
     .result = "a.0=1 a.1=2 a.2=3"},

    /* JSON by columns */
    {.name = "lists beside names",
     .text = "{\"layers\":[\"a.2\",\"a.1\",\"a.0\"],\"ave_grads\":[3,2,1],\"max_grads\":[9,9,9]}",
     .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "a name beside lists of layers",
     .text = "{\"name\":\"resnet\",\"layer\":[\"a.2\",\"a.1\",\"a.0\"],\"g\":[3,2,1]}",
     .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "the step of rows by their index",
     .text = "{\"step\":1,\"0\":{\"layer\":0,\"g\":1},\"1\":{\"layer\":1,\"g\":2},"
             "\"2\":{\"layer\":2,\"g\":4}}\n"
             "{\"step\":2,\"0\":{\"layer\":0,\"g\":3},\"1\":{\"layer\":1,\"g\":2},"
             "\"2\":{\"layer\":2,\"g\":1}}",
     .result = "0=3 1=2 2=1"},
    {.name = "columns of pandas with the names of layers",
     .text = "{\"layer\":{\"0\":\"a.1\",\"1\":\"a.0\",\"2\":\"a.2\"},"
             "\"grad_norm\":{\"0\":2,\"1\":1,\"2\":3}}",
     .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "lists for each step, and a total",
     .text = "{\"step\":1,\"layer\":[2,1,0],\"g\":[3,2,1],\"total\":9}\n"
             "{\"step\":2,\"layer\":[2,1,0],\"g\":[6,null,4],\"total\":9}",
     .step = "1",
     .result = "0=1 1=2 2=3"},
    {.name = "lists of the steps of one layer",
     .text = "{\"layer\":\"a.0\",\"step\":[1,2],\"g\":[1,4]}\n"
             "{\"layer\":\"a.1\",\"step\":[1,2],\"g\":[2,5]}\n"
             "{\"layer\":\"a.2\",\"step\":[1,2],\"g\":[3,6]}",
     .result = "a.0=4 a.1=5 a.2=6"},
    {.name = "steps and layers in lists",
     .text = "{\"step\":[0,0,0,1,1,1],\"layer\":[\"a.0\",\"a.1\",\"a.2\",\"a.0\",\"a.1\",\"a.2\"],"
             "\"g\":[1,2,3,4,5,6]}",
     .result = "a.0=4 a.1=5 a.2=6"},
    {.name = "columns of pandas",
     .text = "{\"step\": [0, 10], \"a.1\": [2, 5], \"a.0\": [1, 4], \"a.2\": [3, 6]}",
     .result = "a.0=4 a.1=5 a.2=6"},
    {.name = "lists of steps",
     .text = "{\"loss\":[9,8],\"a.0\":[1,4],\"a.1\":[2,5],\"a.2\":[3,6]}",
     .result = "a.0=4 a.1=5 a.2=6"},
    {.name = "a history in an object",
     .text = "{\"epoch\":[3,4],\"history\":{\"loss\":[9,8],\"a.0\":[1,4],\"a.1\":[2,5],"
             "\"a.2\":[3,6]},\"params\":{\"steps\":9}}",
     .step = "3",
     .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "steps in a list of an object",
     .text = "{\"lr\":0.1,\"history\":[{\"step\":1,\"a.0\":9,\"a.1\":9,\"a.2\":9},"
             "{\"step\":2,\"a.0\":1,\"a.1\":2,\"a.2\":3}]}",
     .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "layers in a list of an object, beside another object",
     .text = "{\"layers\":[{\"name\":\"a.0\",\"g\":1},{\"name\":\"a.1\",\"g\":2},"
             "{\"name\":\"a.2\",\"g\":4}],\"config\":{\"betas\":[0.9,[0.5]]}}",
     .result = "a.0=1 a.1=2 a.2=4"},
    {.name = "two lists of objects",
     .text = "{\"train\":[{\"a.0\":1}],\"test\":[{\"a.0\":1}]}",
     .result =
         ":1:11: expected a number in this list, found a list or an object; objects for steps "
         "or layers are read from an array of their own, or one a line"},
    {.name = "lists of objects on lines",
     .text = "{\"step\":1,\"layers\":[{\"name\":\"a.0\",\"g\":1}]}\n{\"step\":2}\n",
     .result =
         ":1:21: expected a number in this list, found a list or an object; objects for steps "
         "or layers are read from an array of their own, or one a line"},
    {.name = "a list of other steps is left aside",
     .text = "{\"step\":[0,1,2],\"a.0\":[1,1,1],\"a.1\":[1,1,2],\"a.2\":[1,1,4],"
             "\"val_loss\":[1,2,3,4]}",
     .result = "a.0=1 a.1=2 a.2=4"},
    {.name = "a list of other layers is left aside",
     .text = "{\"layer\":[0,1,2],\"g\":[1,2,4],\"lr\":[0.1,0.1,0.1,0.1]}",
     .result = "0=1 1=2 2=4"},
    {.name = "a row's own epoch counts more than the step of the record",
     .text = "{\"step\":9,\"epoch\":[0,1],\"a.0\":[1,4],\"a.1\":[2,5],\"a.2\":[3,6]}",
     .step = "0",
     .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "the layers beside a list",
     .text = "{\"milestones\":[30,60,90],\"a.0\":1,\"a.1\":2,\"a.2\":4}",
     .patterns = {"a.*"},
     .result = "a.0=1 a.1=2 a.2=4"},
    {.name = "the list beside layers",
     .text = "{\"norms\":[30,60,90],\"a.0\":1,\"a.1\":2,\"a.2\":4}",
     .kind = "norms",
     .result = "0=30 1=60 2=90"},
    {.name = "an object of lists that are no table",
     .text = "{\"step\":[0,1],\"config\":{\"betas\":[0.9,0.99],\"sizes\":[3,4,5]},"
             "\"a.0\":[1,4],\"a.1\":[2,5],\"a.2\":[3,6]}",
     .step = "0",
     .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "one of two histories",
     .text = "{\"step\":[0,1],\"w\":{\"a.0\":[7,7],\"a.1\":[8,8],\"a.2\":[9,9]},"
             "\"g\":{\"a.0\":[1,4],\"a.1\":[2,5],\"a.2\":[3,6]}}",
     .kind = "g",
     .result = "a.0=4 a.1=5 a.2=6"},
    {.name = "lists of layers whose names begin with a step",
     .text = "{\"step1/c0\":[1,4],\"step1/c1\":[2,5],\"step1/c2\":[3,6]}",
     .result = "step1/c0=4 step1/c1=5 step1/c2=6"},
    {.name = "layers called as steps are",
     .text = "{\"batch1\":{\"weight\":1},\"batch2\":{\"weight\":2},\"batch3\":{\"weight\":4}}",
     .result = "batch1.weight=1 batch2.weight=2 batch3.weight=4"},
    {.name = "a list of a configuration in a record of its own",
     .text = "{\"config\":{\"betas\":[0.9,0.99]}}\n{\"step\":1,\"a.0\":1,\"a.1\":2,\"a.2\":4}",
     .result = "a.0=1 a.1=2 a.2=4"},
    {.name = "an array of one object with a list",
     .text = "[{\"results\":{\"g\":[1,2,4]}}]",
     .result = "0=1 1=2 2=4"},
    {.name = "layers called as steps are, with steps",
     .text = "step,batch1,batch2,batch3\n1,1,2,4\n",
     .result = "batch1=1 batch2=2 batch3=4"},
    {.name = "columns beside histories",
     .text = "{\"step\":[1,2],\"a.0\":[1,4],\"a.1\":[2,5],\"a.2\":[3,6],\"m1\":{\"loss\":[1,1]},"
             "\"m2\":{\"loss\":[2,2]}}",
     .result = "a.0=4 a.1=5 a.2=6"},
    {.name = "columns beside objects of lists",
     .text = "{\"a.0\":[1,4],\"a.1\":[2,5],\"a.2\":[3,6],\"m1\":{\"loss\":[1,1]},"
             "\"m2\":{\"loss\":[2,2]}}",
     .result = "a.0=4 a.1=5 a.2=6"},
    {.name = "a history beside columns and a list of another thing",
     .text = "{\"epoch\":[0,1],\"lr\":[1,1],\"sizes\":[3,4,5],"
             "\"g\":{\"a.0\":[1,4],\"a.1\":[2,5],\"a.2\":[3,6]}}",
     .result = "a.0=4 a.1=5 a.2=6"},
    {.name = "a list of each step in an object",
     .text = "{\"step\":1,\"norms\":{\"grad\":[1,2,4]},\"lr\":1}\n"
             "{\"step\":2,\"norms\":{\"grad\":[4,2,1]},\"lr\":1}\n",
     .result = "0=4 1=2 2=1"},
    {.name = "one of two histories of layers in rows",
     .text = "{\"w\":{\"layer\":[0,1,2],\"l2\":[7,7,7]},\"g\":{\"layer\":[0,1,2],\"l2\":[1,2,4]}}",
     .kind = "g.l2",
     .result = "0=1 1=2 2=4"},
    {.name = "lists in an object whose key has a number",
     .text = "{\"resnet18\":{\"betas\":[0.9,0.99]},\"adam8\":{\"betas\":[0.9,0.99],\"lr\":1},"
             "\"a.0\":1,\"a.1\":2,\"a.2\":4}",
     .result = "a.0=1 a.1=2 a.2=4"},
    {.name = "steps of one layer by their index",
     .text = "{\"run\":\"x\",\"0\":{\"step\":1,\"a.0\":1,\"a.1\":2,\"a.2\":4},"
             "\"1\":{\"step\":2,\"a.0\":4,\"a.1\":2,\"a.2\":1}}",
     .result = "a.0=4 a.1=2 a.2=1"},
    {.name = "steps of the index of pandas",
     .text = "{\"a.0\":{\"0\":1,\"10\":4},\"a.1\":{\"0\":2,\"10\":5},\"a.2\":{\"0\":3,\"10\":6}}",
     .step = "0",
     .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "runs in a list",
     .text = "{\"run\":[\"x\",\"y\"],\"a.0\":[1,4],\"a.1\":[2,5],\"a.2\":[3,6],\"step\":[0,0]}",
     .result = "a.0=1 a.1=2 a.2=3; a.0=4 a.1=5 a.2=6"},
    {.name = "values under a key for names",
     .text = "{\"step\":1,\"layers\":[0.5,1.5,2],\"bias\":[7,8,9]}",
     .kind = "layers",
     .result = "0=0.5 1=1.5 2=2"},
    {.name = "a list alone", .text = "[1, 2, 3]", .result = "0=1 1=2 2=3"},
    {.name = "an object for each layer",
     .text = "{\"step\":1,\"a1\":{\"weight\":1,\"bias\":7},\"a2\":{\"weight\":2,\"bias\":8},"
             "\"a3\":{\"weight\":4,\"bias\":9}}",
     .result = "a1.weight=1 a2.weight=2 a3.weight=4"},
    {.name = "rows of pandas by their index",
     .text = "{\"0\":{\"layer\":\"a.2\",\"g\":3},\"1\":{\"layer\":\"a.1\",\"g\":2},"
             "\"2\":{\"layer\":\"a.0\",\"g\":1}}",
     .result = "a.0=1 a.1=2 a.2=3"},
    {.name = "steps of pandas by their index",
     .text = "{\"0\":{\"step\":5,\"a.0\":1,\"a.1\":2,\"a.2\":3},"
             "\"1\":{\"step\":9,\"a.0\":4,\"a.1\":5,\"a.2\":6}}",
     .result = "a.0=4 a.1=5 a.2=6"},
    {.name = "a parameter called as names are",
     .text = "{\"a0\":{\"query\":1,\"key\":0.5},\"a1\":{\"query\":2,\"key\":0.5},"
             "\"a2\":{\"query\":3,\"key\":0.5}}",
     .patterns = {"a*.query"},
     .result = "a0.query=1 a1.query=2 a2.query=3"},
    {.name = "an object for each kind",
     .text = "{\"l1\":{\"a.0\":1,\"a.1\":2,\"a.2\":3},\"l2\":{\"a.0\":4,\"a.1\":5,\"a.2\":6}}",
     .kind = "l2",
     .result = "a.0=4 a.1=5 a.2=6"},
    {.name = "histograms of Weights & Biases",
     .text = "{\"_step\":1,\"b.0\":{\"_type\":\"histogram\",\"bins\":[0,1],\"values\":[1]},"
             "\"a.0\":1,\"a.1\":2,\"a.2\":3}",
     .result = "a.0=1 a.1=2 a.2=3"},

    /* refused: files */
    {.name = "empty",
     .text = "",
     .result = ":1:1: expected a table with a row of names, found an "
               "empty file"},
    {.name = "not UTF-8",
     .text = "step,layer,x\n0,r\xe9seau.0,1\n",
     .result = ":2:4: expected text in UTF-8, found the byte 0xE9: write the file as UTF-8, for "
               "example with iconv -f WINDOWS-1252 -t UTF-8"},
    {.name = "a short row",
     .text = "step,a.0,a.1,a.2\n1,2\n",
     .result = ":2:3: expected as many cells as in the first row, 4, found 2"},
    {.name = "lines that end with CR",
     .text = "step,a.0,a.1,a.2\r1,1,2,3\r",
     .result = ":1:17: expected lines that end with LF or CRLF, found a CR alone"},
    {.name = "UTF-16",
     .text = "\xff\xfes",
     .result = ":1:1: expected text in UTF-8, found the byte 0xFF: write the file as UTF-8, for "
               "example with iconv -f UTF-16 -t UTF-8"},
    {.name = "a quote without end",
     .text = "step,\"a.0\n",
     .result = ":1:6: a quoted cell has no end"},
    {.name = "no JSON",
     .text = "{\"step\": 1, \"a.0\": 1}\n{\"step\": 2, \"a.0\": }\n",
     .result = ":2:20: expected JSON: unexpected token near '}'"},
    {.name = "a key twice",
     .text = "{\"g\": {\"0\": 1, \"0\": 1}}",
     .result = ":1:18: expected JSON: duplicate object key near '\"0\"'"},
    {.name = "deep nesting",
     .text = "{\"g\": [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}",
     .result = ":1:22: expected at most 16 levels of nesting, found more"},
    {.name = "no object", .text = "[{}, 2]", .result = ":1:6: expected an object"},
    {.name = "a list of names",
     .text = "[\"a\", \"b\", \"c\"]",
     .result = ":1:2: expected a number of at least 0, found \"a\"; 2 more cells are wrong"},
    {.name = "lists in a list",
     .text = "{\"g\": [[1, 2, 3], [1, 2, 3]]}",
     .result = ":1:8: expected a number in this list, found a list or an object; objects for steps "
               "or layers are read from an array of their own, or one a line"},
    {.name = "a list of another length",
     .text = "{\"layer\": [\"a.0\", \"a.1\"], \"g\": [1, 2, 3]}",
     .result = ":1:27: expected a list of 2 values, as many as \"layer\" has, found \"g\" with 3"},
    {.name = "a list of fewer steps",
     .text = "{\"a.0\": [1, 2], \"a.1\": [1, 2], \"a.2\": [1]}",
     .result = ":1:32: expected one norm of each layer, or a list of 2 values, as many as \"a.1\" "
               "has, found \"a.2\" with 1"},
    {.name = "weights of layers",
     .text = "{\"a1\": {\"w\": [1, 2]}, \"a2\": {\"w\": [1, 2]}}",
     .result = ":1:23: expected one norm of each layer, or one object with a list of its steps for "
               "each; found lists in \"a2\""},
    {.name = "weights of layers in an object",
     .text = "{\"model\": {\"a1\": {\"w\": [1, 2]}, \"a2\": {\"w\": [1, 2]}}}",
     .result = ":1:33: expected one norm of each layer, or one object with a list of its steps for "
               "each; found lists in \"a2\""},
    {.name = "two histories",
     .text = "{\"w\":{\"a.0\":[7,7],\"a.1\":[8,8],\"a.2\":[9,9]},"
             "\"g\":{\"a.0\":[1,4],\"a.1\":[2,5],\"a.2\":[3,6]}}",
     .result = ":1:7: several values of each layer: choose one with --column: \"w\", \"g\""},
    {.name = "two lists in an object alone",
     .text = "{\"networks\":{\"plain\":[1,2,4],\"res\":[4,2,1]}}",
     .result = ":1:23: several values of each layer: choose one with --column: \"plain\", \"res\""},
    {.name = "lists in two objects",
     .text = "{\"config\":{\"x\":[1,2,3]},\"norms\":{\"x\":[1,2,4]}}",
     .result = ":1:17: several values of each layer: choose one with --column: \"config.x\", "
               "\"norms.x\""},
    {.name = "a list of a configuration beside names without numbers",
     .text = "{\"first\":{\"g\":1},\"second\":{\"g\":2},\"config\":{\"betas\":[0.9,0.99,0.999]}}",
     .result = ":1:11: " NO_LAYERS "; --order file takes all names, in the order of the file; "
               "--list shows what there is"},
    {.name = "layers that are set aside, with weights",
     .text = "{\"a1\":{\"norm\":1,\"w\":[1,2]},\"a2\":{\"norm\":2,\"w\":[1,2]},"
             "\"a3\":{\"norm\":4,\"w\":[1,2]}}",
     .result = ":1:28: expected one norm of each layer, or one object with a list of its steps for "
               "each; found lists in \"a2\""},
    {.name = "lists of layers in each step",
     .text = "{\"step\":1,\"g\":{\"a0\":[1,2],\"a1\":[1,2]}}",
     .result = ":1:22: several values of each layer: choose one with --column: \"a0\", \"a1\""},
    {.name = "a list beside layers in an object",
     .text = "{\"c\":{\"layers\":[3,4,5],\"width\":[1,2,5]},\"g\":[1,2,4]}",
     .result = ":1:17: several values of each layer: choose one with --column: \"width\", \"g\""},
    {.name = "columns of layers beside objects",
     .text = "{\"layer\":[0,1,2],\"grad\":[1,2,4],\"m1\":{\"lr\":[1,1,1]},\"m2\":{\"lr\":[2,2,2]}}",
     .result =
         ":1:11: several values of each layer: choose one with --column: \"grad\", \"m1.lr\", "
         "\"m2.lr\""},
    {.name = "steps in the keys are no layers",
     .text = "{\"step_1\":{\"0\":1,\"1\":1,\"2\":1},\"step_2\":{\"0\":1,\"1\":2,\"2\":4}}",
     .result = ":1:12: several values of each layer: choose one with --column: \"step_1\", "
               "\"step_2\""},
    {.name = "layers beside a list",
     .text = "{\"milestones\":[30,60,90],\"a.0\":1,\"a.1\":2,\"a.2\":4}",
     .result = ":1:16: several families of layers: choose with --select: \"*\", \"a.*\""},
    {.name = "names under another key",
     .text = "{\"names\": [\"a.1\", \"a.0\"], \"g\": [1, 2]}",
     .result = ":1:2: expected a key for the names of the layers, one of: layer, layers, "
               "layer_name, parameter, param, name, module, tag, variable, metric, key, "
               "param_name; found \"names\""},
    {.name = "steps alone",
     .text = "{\"step\": [0, 10]}",
     .result = ":1:2: expected an object for each step, found one with many steps: with pandas, "
               "write to_json(orient='records')"},
    {.name = "lists of steps are no kinds",
     .text = "{\"a.0\": [1, 2], \"a.1\": [1, 2]}",
     .kind = "a.0",
     .result = ":1:2: --column: no column of values has the name \"a.0\"; found: none, since the "
               "columns are the layers"},
    {.name = "histograms alone",
     .text = "{\"b.0\":{\"_type\":\"histogram\",\"bins\":[0,1],\"values\":[1]}}",
     .result = ":1:1: " NO_LAYERS NAMES_NEED_A_KEY "; --list shows what there is"},
    {.name = "no layers of the Trainer",
     .text = "{\"log_history\": [{\"grad_norm\": 5}]}",
     .result = ":1:2: expected values of layers: log_history, which transformers' Trainer writes, "
               "has one grad_norm a step, which is over all parameters"},

    /* refused: the choice */
    {.name = "no family",
     .text = "step,loss\n1,2\n",
     .result = ":1:6: " NO_LAYERS NAMES_NEED_A_KEY "; --list shows what there is"},
    {.name = "columns of steps",
     .text = "step_1,step_2,step_3\n1,2,4\n",
     .result = ":1:1: " NO_LAYERS NAMES_NEED_A_KEY "; --list shows what there is"},
    {.name = "names under another header",
     .text = "depth,grad_norm\n0,1\n1,2\n2,4\n",
     .result = ":1:1: " NO_LAYERS NAMES_NEED_A_KEY "; --list shows what there is"},
    {.name = "names without numbers",
     .text = "layer,grad_norm\nfirst,1\nsecond,2\nthird,4\n",
     .result = ":2:1: " NO_LAYERS "; --order file takes all names, in the order of the file; "
               "--list shows what there is"},
    {.name = "no first row of names",
     .text = "conv1,0.5\nconv2,0.25\n",
     .result = ":1:7: " NO_LAYERS ", found the number \"0.5\": the first row of a table must "
               "have names; --list shows what there is"},
    {.name = "numbers in the first row",
     .text = "0,0.5,0.25,0.125\n1,0.5,0.25,0.125\n",
     .result = ":1:3: expected names in the first row, found numbers, such as \"0.5\""},
    {.name = "a quote between tabs",
     .text = "step\t\"a.0\"b\n",
     .result = ":1:11: expected a tab after the quoted cell"},
    {.name = "two families",
     .text = "step,a.0,a.1,b.0,b.1\n1,1,2,3,4\n",
     .result = ":1:6: several families of layers: choose with --select: \"a.*\", \"b.*\""},
    {.name = "a pattern that matches nothing",
     .text = "step,a.0,a.1\n1,1,2\n",
     .patterns = {"a.*", "b.*"},
     .result = ":1:6: --select: no name matches \"b.*\" as a whole; --list shows the names, "
               "such as \"a.*\""},
    {.name = "a text that is no table",
     .text = "Some words\nand, so, on\n",
     .result = ":1:1: expected a table whose first row has names with commas, tabs or semicolons "
               "between them, such as layer,grad_norm; found \"Some words\""},
    {.name = "lines without a table",
     .text = "layer.0.weight: 0.04\nlayer.1.weight: 0.08\n",
     .result = ":1:1: expected a table whose first row has names with commas, tabs or semicolons "
               "between them, such as layer,grad_norm; found \"layer.0.weight: 0.04\""},
    {.name = "two columns",
     .text = "layer,mean,norm\na.0,1,2\na.1,1,2\n",
     .result = ":2:1: several values of each layer: choose one with --column: \"mean\", \"norm\""},
    {.name = "no such column",
     .text = "layer,mean,norm\na.0,1,2\na.1,1,2\n",
     .kind = "max",
     .result =
         ":2:1: --column: no column of values has the name \"max\"; found: \"mean\", \"norm\""},
    {.name = "no plain order",
     .text = "e.0,e.1,d.0,d.1\n1,2,3,4\n",
     .patterns = {"e.*", "d.*"},
     .result = ":1:9: \"e.0\" and \"d.0\": the names do not say which comes first: give --order "
               "file if the file has the layers in forward order, or --order names"},
    {.name = "equal numbers",
     .text = "a.0,a.1,a.01\n1,2,3\n",
     .result = ":1:9: \"a.1\" and \"a.01\": the names have the same numbers: give --order file if "
               "the file has the layers in forward order"},
    {.name = "no such step",
     .text = "step,a.0,a.1,a.2\n7,1,2,3\n9,4,5,6\n",
     .step = "8",
     .result = ":1:6: --step: expected a step of these layers, from step 7 to step 9, found \"8\"; "
               "the nearest are 7 and 9"},
    {.name = "a step after the last",
     .text = "step,a.0,a.1,a.2\n7,1,2,3\n9,4,5,6\n",
     .step = "10",
     .result = ":1:6: --step: expected a step of these layers, from step 7 to step 9, found "
               "\"10\""},
    {.name = "a step that is no number",
     .text = "step,a.0,a.1,a.2\n7,1,2,3\n9,4,5,6\n",
     .step = "middle",
     .result = ":1:6: --step: expected a step of these layers, from step 7 to step 9, found "
               "\"middle\""},
    {.name = "no column of steps",
     .text = "a.0,a.1,a.2\n1,2,3\n",
     .step = "8",
     .result = ":1:1: --step: no column of steps, found \"8\""},

    /* refused: values */
    {.name = "a layer twice",
     .text = "step,layer,g\n0,a.0,1\n0,a.1,2\n0,a.0,3\n",
     .result = ":4:7: \"a.0\", step 0: the step has a value of this layer already"},
    {.name = "two runs",
     .text = "step,a.0,a.1,a.2\n0,1,2,3\n20,1,2,3\n5,1,2,3\n",
     .result = ":4:3: \"a.0\", step 5: the steps go back, as if the column had two runs"},
    {.name = "two rows without steps",
     .text = "a.0,a.1,a.2\n1,2,3\n4,5,6\n",
     .result = ":3:1: a second value of \"a.0\", and no column of steps; its name must be one of: "
               "epoch, batch, iter, iteration, global_step, trainer/global_step, step, _step"},
    {.name = "a name twice",
     .text = "step,a.0,a.1,a.0\n1,2,3,\n",
     .result = ":1:14: found the name \"a.0\" a second time"},
    {.name = "a cell without a step",
     .text = "step,a.0,a.1,a.2\n,1,2,3\n",
     .result = ":2:1: expected the number of a step, found \"\""},
    {.name = "no numbers",
     .text = "layer,g\nstem,tensor(1)\na.0,tensor(1)\na.1,2\n",
     .result = ":2:6: expected a number of at least 0, found \"tensor(1)\"; 1 more cell is wrong"},
    {.name = "negative",
     .text = "step,a.0,a.1,a.2\n1,1,-2,3\n",
     .result = ":2:5: expected a number of at least 0, found \"-2\""},
    {.name = "too small for a double",
     .text = "step,a.0,a.1,a.2\n1,1,1e-400,3\n",
     .result = ":2:5: expected a number of at least 0, found \"1e-400\", which a double can hold "
               "only as 0"},
    {.name = "zero at the output",
     .text = "step,a.0,a.1,a.2,a.3\n1,1,2,3,0\n",
     .result =
         ":2:9: the value at the output, of \"a.3\", is 0: the others cannot be divided by it; "
         "no step has all layers"},
    {.name = "no number at the output, and a step before",
     .text = "step,a.0,a.1,a.2,a.3\n1,1,2,3,4\n2,1,0,3,5\n3,1,2,3,nan\n",
     .result = ":4:9: the value at the output, of \"a.3\", is nan: the others cannot be divided by "
               "it; the last complete step is 2 (--step 2)"},
    {.name = "a missing value as other programs write it",
     .text = "step,a.0,a.1,a.2,a.3,a.4\n1,1,NA,3,none,4\n",
     .result = "a.0=1 a.1(missing) a.2=3 a.3(missing) a.4=4"},
    {.name = "nothing at the output",
     .text = "step,a.0,a.1,a.2,a.3\n1,1,2,3,\n",
     .result = ":2:7: step 1 has no value of \"a.3\", the output; no step has all layers"},
    {.name = "nothing at the output, without steps",
     .text = "time,a.0,a.1,a.2,a.3\n1,1,2,3,\n",
     .result = ":1:18: the value at the output, of \"a.3\", is missing: the others cannot be "
               "divided by it"},
    {.name = "a last step that is incomplete",
     .text = "step,a.0,a.1,a.2,a.3\n0,1,2,3,4\n5,1,2,3,4\n7,,2,3,4\n10,1,2,,\n",
     .result = ":5:6: step 10 has no value of \"a.3\", the output; the last complete step is 5 "
               "(--step 5)"},
    {.name = "a row for each layer, and a last step that is incomplete",
     .text = "step,layer,grad_norm\n0,l1,1\n0,l2,2\n0,l3,4\n5,l1,1\n5,l2,2\n",
     .result = ":6:6: step 5 has no value of \"l3\", the output; the last complete step is 0 "
               "(--step 0)"},
    {.name = "two points",
     .text = "step,a.0,a.1,a.2,a.3\n1,0,0,3,4\n",
     .result = ":2:9: expected at least 3 layers with positive and finite values, found 2"},
    {.name = "three that are no numbers",
     .text = "layer,g\na.0,?\na.1,None\na.2,1%\na.3,-1\n",
     .result = ":2:5: expected a number of at least 0, found \"?\"; 2 more cells are wrong"},
};

static void append_stack(GString *text, const struct stack *stack) {
    for (size_t i = 0; i < stack->n_layers; i++) {
        const struct stack_layer *layer = &stack->layers[i];
        const char *fault = stack_layer_fault(layer);
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", layer->name);
        if (fault != NULL) {
            g_string_append_printf(text, "(%s)", fault);
        } else {
            g_string_append_printf(text, "=%g", layer->value);
        }
    }
}

/* What the row's file gives, as in struct row. */
static GString *describe(const char *path, const struct row *row) {
    size_t n = (row->patterns[0] != NULL) + (size_t)(row->patterns[1] != NULL);
    const struct stack_choice choice = {.patterns = row->patterns,
                                        .n_patterns = n,
                                        .kind = row->kind,
                                        .order = row->order,
                                        .step = row->step};
    struct gradfig_error error;
    struct measurements *measurements = measurements_read(path, &error);
    GString *text = g_string_new(NULL);
    struct stacks stacks;

    if (measurements == NULL || !stacks_read(&stacks, measurements, &choice, &error)) {
        g_string_append(text, error.message + strlen(path));
    } else {
        for (guint i = 0; i < stacks.stacks->len; i++) {
            g_string_append(text, i > 0 ? "; " : "");
            append_stack(text, g_ptr_array_index(stacks.stacks, i));
        }
        stacks_finish(&stacks);
    }
    measurements_destroy(measurements);
    return text;
}

static void small_files(void **state) {
    char *folder = folder_make();
    g_autofree char *path = g_build_filename(folder, "file", NULL);

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        folder_write_text(folder, "file", rows[i].text);
        g_autoptr(GString) found = describe(path, &rows[i]);
        expect_text(rows[i].name, found->str, rows[i].result);
    }
    folder_remove(folder);
}

/* ---- folders ---- */

#define STEPS "Wall time,Step,Value\r\n1.5,0,0.5\r\n2.5,50,1.5\r\n"

static void folders(void **state) {
    static const struct {
        const char *names[4];
        const char *result;
    } folders[] = {
        {{"run-a-tag-l1.csv", "run-a-tag-l10.csv", "run-a-tag-l2.csv"}, "l1=1.5 l2=1.5 l10=1.5"},
        {{"run-a-tag-l1.csv", "run-a-tag-l2.csv", "run-a-tag-l3.csv", "other.csv"},
         "l1=1.5 l2=1.5 l3=1.5"},
        {{"run-a-tag-l1.csv", "run-a-tag-l2.csv", "run-a-tag-l2 (1).csv"},
         "/run-a-tag-l2.csv:1:1: found the name \"l2\" a second time, after run-a-tag-l2 (1).csv"},
        {{"run-a-tag-step.csv", "run-a-tag-l1.csv", "run-a-tag-l2.csv", "run-a-tag-l3.csv"},
         "l1=1.5 l2=1.5 l3=1.5"},
        {{"run-tag-l1.csv", "run-a-tag-l1.csv", "run-a-tag-l2.csv", "run-a-tag-l3.csv"},
         "l1=1.5 l2=1.5 l3=1.5"},
        {{"a.csv", "a (1).csv"},
         ": no layer is known: expected files named run-RUN-tag-TAG.csv, as TensorBoard's page "
         "Scalars exports them, found \"a (1).csv\"; the page Time Series names its files after "
         "the run alone; give the file of another exporter by itself"},
        {{"events.out.tfevents.1700000000.host.1.0", "notes.csv"},
         ": expected the files run-RUN-tag-TAG.csv of TensorBoard, found files of events: open "
         "them with tensorboard --logdir, check \"Show data download links\" on its page Scalars, "
         "and download each layer's CSV into one folder"},
        {{NULL},
         ": expected the files run-RUN-tag-TAG.csv of TensorBoard, found no CSV file in "
         "the folder; give the file of another exporter by itself"},
    };

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        char *folder = folder_make();
        for (size_t k = 0; k < 4 && folders[i].names[k] != NULL; k++) {
            folder_write_text(folder, folders[i].names[k], STEPS);
        }
        g_autoptr(GString) found = describe(folder, &(struct row){.name = "folder"});
        expect_text(folders[i].result, found->str, folders[i].result);
        folder_remove(folder);
    }
}

/* Programs write the same table in several ways: one file of it is refused, a folder is read. */
static void written_again(void **state) {
    static const char *const tables[] = {
        STEPS,
        "\"Wall time\",\"Step\",\"Value\"\n1.5,0,0.5\n2.5,50,1.5\n",
        "Wall time;Step;Value\n1,5;0;0,5\n2,5;50;1,5\n",
        "# Wall time,Step,Value\n1.5,0,0.5\n2.5,50,1.5\n",
    };
    static const char *const names[] = {"run-a-tag-l1.csv", "run-a-tag-l2.csv", "run-a-tag-l3.csv"};

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        char *folder = folder_make();
        g_autofree char *path = g_build_filename(folder, names[0], NULL);
        for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
            folder_write_text(folder, names[k], tables[i]);
        }
        g_autoptr(GString) of_file = describe(path, &(struct row){.name = "file"});
        g_autoptr(GString) of_folder = describe(folder, &(struct row){.name = "folder"});
        const char *message =
            strstr(of_file->str, ": a file of TensorBoard has the values of one "
                                 "tag: give the folder of the files of all layers");
        expect_equal(tables[i], message != NULL, true);
        expect_text(tables[i], of_folder->str, "l1=1.5 l2=1.5 l3=1.5");
        folder_remove(folder);
    }
}

/* ---- what is assumed ---- */

/* The gradients, the notices and the warnings of the row's file, a line each. */
static GString *describe_lines(const char *path) {
    const struct stack_choice choice = {0};
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    struct gradfig_error error;
    struct measurements *measurements = measurements_read(path, &error);
    GString *text = g_string_new(NULL);
    struct stacks stacks;

    if (measurements == NULL || !stacks_read(&stacks, measurements, &choice, &error)) {
        row_fail("%s", error.message);
    } else {
        append_stack(text, stacks.stacks->pdata[0]);
        g_string_append_c(text, '\n');
        for (guint i = 0; i < stacks.notices->len; i++) {
            g_string_append_printf(text, "%s\n", (char *)stacks.notices->pdata[i]);
        }
        stack_warnings_append(stacks.stacks->pdata[0], lines);
        stacks_finish(&stacks);
    }
    for (guint i = 0; measurements != NULL && i < measurements->notices->len; i++) {
        g_string_append_printf(text, "%s\n", (char *)measurements->notices->pdata[i]);
    }
    for (guint i = 0; i < lines->len; i++) {
        g_string_append_printf(text, "%s\n", (char *)lines->pdata[i]);
    }
    measurements_destroy(measurements);
    return text;
}

static void assumptions(void **state) {
    static const char places[] = "the file does not name the layers";
    static const char steps_by_index[] = "no key is called step: the values of each key are taken "
                                         "as steps, by their index";
    static const struct {
        const char *text;
        const char *gradients;
        const char *found; /* NULL: neither of the two lines */
    } cases[] = {
        {"{\"grad_norm\":[1,0.5,0.3,0.2]}", "0=1 1=0.5 2=0.3 3=0.2", places},
        {"[1,0.5,0.3,0.2]", "0=1 1=0.5 2=0.3 3=0.2", places},
        {"{\"lr\":1,\"g\":[{\"layer\":0,\"n\":1},{\"layer\":1,\"n\":2},{\"layer\":2,\"n\":4}]}",
         "0=1 1=2 2=4", "the records are those in \"g\"; what stands beside them is left aside"},
        {"{\"a.0\":[1,4],\"a.1\":[2,5],\"a.2\":[3,6]}", "a.0=4 a.1=5 a.2=6", steps_by_index},
        {"{\"step\":[0,1],\"a.0\":[1,4],\"a.1\":[2,5],\"a.2\":[3,6]}", "a.0=4 a.1=5 a.2=6", NULL},
        {"{\"layer\":[0,1,2],\"g\":[1,2,4]}", "0=1 1=2 2=4", NULL},
        {"{\"run\":[\"x\",\"x\"],\"a.0\":[1,4],\"a.1\":[2,5],\"a.2\":[3,6]}", "a.0=4 a.1=5 a.2=6",
         steps_by_index},
        {"{\"run\":[\"x\",\"y\"],\"a.0\":[1,4],\"a.1\":[2,5],\"a.2\":[3,6]}", "a.0=1 a.1=2 a.2=3",
         NULL},
        {"{\"layer\":[0,1,2],\"g\":[1,2,4],\"lr\":[0.1]}", "0=1 1=2 2=4",
         "left aside: lists, such as \"lr\": they are not as long as \"layer\""},
        {"{\"g\":{\"0\":1,\"1\":2,\"2\":4}}", "0=1 1=2 2=4", NULL},
        {"layer,g\na.0,1\n,2\na.1,2\na.2,4\nNA,3\n", "a.0=1 a.1=2 a.2=4",
         "left aside: values without the name of a layer: 2"},
        {"[{\"layer\":0,\"g\":1},{\"layer\":null,\"g\":1},{\"layer\":1,\"g\":2},"
         "{\"layer\":2,\"g\":4}]",
         "0=1 1=2 2=4", "left aside: values without the name of a layer: 1"},
        {"{\"config\":{\"lr\":1,\"betas\":[0.9,0.99]},\"a.0\":1,\"a.1\":2,\"a.2\":4}",
         "a.0=1 a.1=2 a.2=4",
         "left aside: lists in objects, such as \"config\": they make no table of layers or steps"},
        {"{\"results\":{\"grad_norms\":[1,0.5,0.3,0.2]}}", "0=1 1=0.5 2=0.3 3=0.2",
         "nothing else has layers: the lists in objects are taken as values of layers"},
        {"step,a.0,a.1,a.2\n0,1,2,4\n10,NA,NA,NA\n", "a.0=1 a.1=2 a.2=4",
         "step 10 has no values: step 0 is taken"},
        {"step,a.0,a.1,a.2\n0,1,2,4\n10,,,\n", "a.0=1 a.1=2 a.2=4", NULL},
        {"{\"b\":{\"_type\":\"histogram\"},\"a.0\":1,\"a.1\":2,\"a.2\":4}", "a.0=1 a.1=2 a.2=4",
         "left aside: histograms, such as \"b\": they hold no norm of the gradients"},
    };
    char *folder = folder_make();
    g_autofree char *path = g_build_filename(folder, "file", NULL);

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        folder_write_text(folder, "file", cases[i].text);
        g_autoptr(GString) lines = describe_lines(path);
        bool is_silent = strstr(lines->str, places) == NULL &&
                         strstr(lines->str, steps_by_index) == NULL &&
                         strstr(lines->str, "has no values") == NULL && lines->len > 0;
        g_autofree char *gradients = g_strndup(lines->str, strcspn(lines->str, "\n"));
        expect_text(cases[i].text, gradients, cases[i].gradients);
        if (cases[i].found != NULL ? strstr(lines->str, cases[i].found) == NULL : !is_silent) {
            row_fail("%s: %s", cases[i].text, lines->str);
        }
    }
    folder_remove(folder);
}

/* Columns that have become one are found by no name that they had. */
static void joined_columns(void **state) {
    char *folder = folder_make();
    g_autofree char *path = g_build_filename(folder, "file", NULL);
    struct gradfig_error error;

    (void)state;
    folder_write_text(folder, "file", "step,layer,g\n0,1,1\n1,1.0,2\n");
    struct measurements *measurements = measurements_read(path, &error);
    expect_equal("columns", measurements->columns->len, 1);
    expect_equal("names", g_hash_table_size(measurements->by_name), 0);
    struct measured_column *column = measurements_column(
        measurements, &(struct column_name){.kind = "g", .whole = "1.0"}, &error);
    expect_equal("values of a new column", column->values->len, 0);
    measurements_destroy(measurements);
    folder_remove(folder);
}

/* ---- gaps ---- */

/* The warning on gaps of layers with these names, freed with g_free; NULL: none. */
static char *take_gap_warning(const char *const *names, size_t n) {
    g_autofree struct stack_layer *layers = g_new0(struct stack_layer, n);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    struct stack stack = {.missing_step = NAN, .n_layers = n, .layers = layers};
    char *found = NULL;

    for (size_t i = 0; i < n; i++) {
        layers[i] = (struct stack_layer){.name = names[i], .text = "1", .value = 1};
    }
    stack_warnings_append(&stack, lines);
    for (guint i = 0; i < lines->len && found == NULL; i++) {
        const char *line = lines->pdata[i];
        found = g_str_has_prefix(line, "no layer has") ? g_strdup(line + strlen("no layer has "))
                                                       : NULL;
    }
    return found;
}

/* Layers that are not in the file warn; what a Sequential has between its layers does not. */
static void gaps(void **state) {
    static const struct {
        const char *names;  /* of the layers */
        const char *result; /* the numbers; "": no warning */
    } cases[] = {
        {"0 1 2 3 8 9 10 11", "the number 4 to 7"},
        {"0 1 3 4 5", "the number 2"},
        {"0 1 2 3 4 7 8 9 11 12 13", "the number 5 to 6, 10"},
        {"0 2 4 6 10 12", "the number 8"},
        {"d d_1 d_2 d_4 d_5", "the number 3"},
        {"d d_2 d_3 d_4 d_5", "the number 1"},
        {"a.0.c2 a.1.c2 a.4.c2 a.5.c2 a.6.c2", "the number 2 to 3"},
        {"0 1 2 3 4", ""},
        {"5 6 7 8 9", ""},
        {"0 2 4 6 8", ""},                                  /* a Sequential with ReLU */
        {"0 3 6 8 10", ""},                                 /* AlexNet */
        {"0 3 6 8 11 13 16 18", ""},                        /* VGG 11 */
        {"0 2 5 7 10 12 14 17 19 21 24 26 28", ""},         /* VGG 16 */
        {"0 3 7 10 14 17 20 24 27 30 34 37 40", ""},        /* with norms */
        {"0 2 4 6 9", ""},                                  /* with dropout before the last */
        {"0 1 4 5 8 9", ""},                                /* two and two */
        {"0 1 2 4 5 6 7 9 10 11 12 14 15 16 17 19 20", ""}, /* every fifth is of another kind */
        {"0 1 4", ""},                                      /* too few to tell */
        {"11 10 9 8 3 2 1 0", ""},                          /* as the file has them */
        {"1.0 1.1 2.0 2.1 5.0 5.1", ""},                    /* several numbers */
    };

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(GStrv) names = g_strsplit(cases[i].names, " ", -1);
        g_autofree char *found = take_gap_warning((const char *const *)names, g_strv_length(names));
        g_autofree char *result =
            *cases[i].result == '\0'
                ? NULL
                : g_strconcat(cases[i].result, ": the layers before and after count as neighbors",
                              NULL);
        if (g_strcmp0(found, result) != 0) {
            row_fail("%s: %s", cases[i].names, found != NULL ? found : "no warning");
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_files),   cmocka_unit_test(folders),
        cmocka_unit_test(written_again), cmocka_unit_test(joined_columns),
        cmocka_unit_test(assumptions),   cmocka_unit_test(gaps)};

    return run_all(tests);
}
